import { createInterface } from 'node:readline';
import { say } from './say.ts';
import type { ShownDesk } from './show-desk.ts';

/** Says where the desk is, and gives a fresh address at each Enter, since each opens one browser only. */
export function sayWhere(desk: ShownDesk): void {
  if (desk.kind === 'window') return say('  The desk is open in its window.');
  say(`  ${desk.link}`);
  say('  This address opens one browser, once. Press Enter for another one.');
  if (!process.stdin.isTTY) return;
  createInterface({ input: process.stdin }).on('line', () => {
    void desk.newLink().then((link) => say(`  ${link}`));
  });
}
