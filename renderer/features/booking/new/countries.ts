const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes that Intl names but no guest comes from: unions, pseudo regions, states that are no more. */
const noCountry = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB XK YD YU ZR ZZ'.split(
    ' ',
  ),
);

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

const lists = new Map<string, readonly Country[]>();

/** All countries by their name in a language. */
export function countriesIn(language: string): readonly Country[] {
  const known = lists.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const list = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountry.has(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  lists.set(language, list);
  return list;
}

/** The code of what was typed: a name in a language of the screens, or a code of two or three letters. Empty stays empty; null when no country is meant. */
export function countryCode(text: string): string | null {
  const typed = text.trim();
  if (typed === '') return '';
  const folded = typed.toLocaleLowerCase();
  const named = ['en', 'de'].flatMap((language) =>
    countriesIn(language).filter((each) => each.name.toLocaleLowerCase() === folded),
  );
  if (named[0]) return named[0].code;
  return /^[A-Za-z]{2,3}$/.test(typed) ? typed.toUpperCase() : null;
}
