/** Why a request cannot be answered, by the field that is to blame: the protocol's form of a 400. */
export interface Refusal {
  readonly ok: false;
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

export function refuse(field: string, ...texts: readonly string[]): Refusal {
  return { ok: false, errors: { [field]: texts } };
}
