import type { Actor } from '#shared/commands/context.ts';
import { openDesk } from '#main/store/open-desk.ts';
import { runCommand } from '#main/store/run-command.ts';

/* A desk's services as a process of their own, to be killed: runs commands and says each on standard output only after it is answered, second copy kept. */

const [dataFolder, actor, roomTypeId, count] = process.argv.slice(2);
if (dataFolder === undefined || actor === undefined) throw new Error('data folder, actor, room type, count');
const store = openDesk({ dataFolder });
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
  if (answer.secondCopy !== 'kept') throw new Error(`second copy ${answer.secondCopy}`);
  say(String(answer.seq));
  const made = answer.events[0]?.[what] as { id: string }; // what the first event of these commands makes
  return made.id;
}
