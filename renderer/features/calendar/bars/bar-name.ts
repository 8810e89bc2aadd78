import { textWidth } from './text-width.ts';

const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'prof', 'sir']);
const particles = new Set([
  'al',
  'bin',
  'da',
  'de',
  'del',
  'den',
  'der',
  'di',
  'dos',
  'el',
  'la',
  'le',
  'van',
  'von',
  'zu',
]);

/** A person's name as a list of names has it: `Okafor A.`, `Van Dijk J.`. What does not look like a person's stays as it is. */
export function surnameFirst(name: string): string {
  const words = name.split(' ').filter(Boolean);
  while (words.length > 2 && titles.has((words[0] ?? '').replace('.', '').toLowerCase())) words.shift();
  const [first = ''] = words;
  // A family, a group, a company is called by its whole name: "Johansson family".
  const last = words.at(-1) ?? '';
  if (last === last.toLowerCase() && last !== last.toUpperCase()) return name;
  if (words.length < 2 || /[\d&/]/.test(name) || (first.length > 1 && first === first.toUpperCase())) return name;
  let begin = words.length - 1;
  while (begin > 1 && particles.has((words[begin - 1] ?? '').toLowerCase())) begin--;
  return `${words.slice(begin).join(' ')} ${[...first][0] ?? ''}.`;
}

/** As much of a name as there is room for: all of it, without its initial, or cut; never half a letter. */
export function nameWithin(name: string, width: number, size = 12): string {
  if (textWidth(name, size) <= width) return name;
  const plain = name.replace(/ \p{L}\.$/u, '');
  if (textWidth(plain, size) <= width) return plain;
  let cut = plain;
  while (cut.length > 1 && textWidth(`${cut}…`, size) > width) cut = cut.slice(0, -1);
  // Two letters and a dot say less than three letters.
  return cut.length > 2 ? `${cut.trimEnd()}…` : firstLetters(plain, width, size);
}

function firstLetters(name: string, width: number, size: number): string {
  let letters = name.slice(0, 3);
  while (letters.length > 1 && textWidth(letters, size) > width) letters = letters.slice(0, -1);
  return letters;
}
