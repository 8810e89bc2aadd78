import { readFileSync } from 'node:fs';

/** A rule of the documents: its number, `S7`, where it stands, and how it begins. */
export interface Rule {
  readonly number: string;
  readonly page: string;
  readonly section: string;
  /** Its first sentence, in the page's own marks. */
  readonly sentence: string;
}

/** Pages with numbered rules, in the order in which they are told. */
export const rulePages = ['docs/sync.md', 'docs/domain.md'] as const;

/** Every rule of a page, in the page's order: `**[S7]** …`, one or several in a paragraph. */
export function readRules(page: string, text = readFileSync(page, 'utf8')): readonly Rule[] {
  const rules: Rule[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const heading = /^## (.+)$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    const starts = [...line.matchAll(/\*\*\[([A-Z]\d+)\]\*\*\s*/g)];
    starts.forEach((start, at) => {
      const [mark, number = ''] = start;
      const end = starts[at + 1]?.index ?? line.length;
      const own = line.slice(start.index + mark.length, end);
      if (!rules.some((rule) => rule.number === number))
        rules.push({ number, page, section, sentence: sentenceOf(own) });
    });
  }
  return rules;
}

/** Up to the first full stop that ends a sentence: not one within brackets, a number or an abbreviation. */
function sentenceOf(text: string): string {
  const whole = text.trim();
  let depth = 0;
  for (let at = 0; at < whole.length; at++) {
    const sign = whole[at] ?? '';
    if ('(`'.includes(sign) && !(sign === '`' && depth > 0)) depth++;
    else if (')`'.includes(sign) && depth > 0) depth--;
    else if (sign === '.' && depth === 0 && /^\.(\s+["“]?[A-Z`[]|$)/.test(whole.slice(at)))
      return whole.slice(0, at + 1);
  }
  return whole.replace(/[:;,]$/, '.');
}
