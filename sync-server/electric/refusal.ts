/** What is wrong, by the field that is to blame; a field of a subset stands below `subset`. */
export type FieldErrors = Readonly<Record<string, readonly string[] | Readonly<Record<string, readonly string[]>>>>;

/** Why a request cannot be answered: the protocol's form of a 400. */
export interface Refusal {
  readonly ok: false;
  readonly errors: FieldErrors;
}

export function refuse(field: string, ...texts: readonly string[]): Refusal {
  return { ok: false, errors: { [field]: texts } };
}
