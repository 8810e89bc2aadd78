import { openStore } from '#main/store/open-store.ts';
import { runCommand } from '#main/store/run-command.ts';
import type { Actor } from '#shared/commands/context.ts';

/* A desk's services as a process of their own, to be killed: runs commands and says each on standard output only after it is durable. */

const [file, actor, roomTypeId, count] = process.argv.slice(2);
if (file === undefined || actor === undefined) throw new Error('file, actor, room type, count');
const store = openStore({ file });
const who = JSON.parse(actor) as Actor; // given by the test
const say = (line: string) => process.stdout.write(`${line}\n`);

for (let done = 0; done < Number(count); done += 3) {
  const profile = { name: `Guest ${process.pid}`, country: '', phone: '', email: '', vip: false, note: '' };
  const wish = { adults: 1, children: 0, nightlyRate: null, wishes: '', expectedAt: '', note: '', source: 'walkIn' };
  const dates = { from: '2026-11-20', to: '2026-11-20', roomTypeId, roomId: null };
  const guestId = idIn(runCommand(store, 'addGuest', profile, who), 'guest');
  const bookingId = idIn(runCommand(store, 'bookStay', { guestId, ...dates, ...wish }, who), 'booking');
  idIn(runCommand(store, 'takeCash', { bookingId, amount: 500_000, tendered: 500_000 }, who), 'payment');
}
store.close();

function idIn(answer: ReturnType<typeof runCommand>, what: string): string {
  if (!answer.ok) throw new Error(`${answer.reason} ${JSON.stringify(answer.detail)}`);
  say(String(answer.seq));
  const made = answer.events[0]?.[what] as { id: string }; // what the first event of these commands makes
  return made.id;
}
