import i18next from 'i18next';
import { english } from './english.ts';

/** A command's name in the reader's words; a name without words is shown as it is, so that nothing is hidden. */
export function commandWords(name: string): string {
  return isWorded(name) ? i18next.t(`commands:${name}`) : name;
}

function isWorded(name: string): name is keyof typeof english.commands {
  return Object.hasOwn(english.commands, name);
}
