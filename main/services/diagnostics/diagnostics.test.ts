import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runCommand } from '#main/store/run-command.ts';
import { aDesk, eventIn } from '#test/support/a-desk.ts';
import { aLodge } from '#test/support/a-lodge.ts';
import { startSync } from '../sync/start-sync.ts';
import { diagnosticsText } from './diagnostics.ts';
import { addressOnly, errorWords } from './error-words.ts';
import { troubleLog } from './trouble-log.ts';

/** What people write about each other; long enough that it is not in any other text by chance. */
const told = fc.record({
  name: fc.stringMatching(/^[A-ZÄÖÜÉ][a-zäöüéñğ]{6,14} [A-Z]{7,12}$/),
  phone: fc.stringMatching(/^\+\d{2} \d{5} \d{6}$/),
  email: fc.stringMatching(/^[a-z]{6,10}@[a-z]{6,10}\.np$/),
  note: fc.stringMatching(/^[a-z]{7,10} [a-z]{7,10} [a-z]{7,10}$/),
  wishes: fc.stringMatching(/^[a-z]{7,10} [0-9]{7}$/),
  reason: fc.stringMatching(/^[A-Z_]{9,14}$/),
  amount: fc.integer({ min: 10_000_001, max: 98_765_432 }).filter((amount) => amount % 100 !== 0),
});
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;

const actor = { userId: 'u1', name: 'Sabina Untranslatable', role: 'manager' } as const;

/** Every word of it, and the amount as it might be written. */
function traces({ name, phone, email, note, wishes, reason, amount }: Told): string[] {
  const words = [name, phone, email, note, wishes].flatMap((text) => [text, ...text.split(' ')]);
  const whole = String(amount);
  const written = [whole, whole.slice(0, -2), new Intl.NumberFormat('en').format(amount / 100)];
  return [...words, reason, ...written].filter((text) => text.length >= 5);
}

test('[U6] no text of a guest, a note, a receipt or an error, no amount, no key and no token is in the diagnostics', async () => {
  await fc.assert(
    fc.asyncProperty(told, async (about) => {
      const { lodge, roomTypeId, roomIds } = aLodge();
      const here = aDesk(lodge);
      const { store, self } = here;
      const secrets = { server: `http://${about.reason}:secretword@127.0.0.1:9/?token=secrettoken`, name: about.note };
      store.meta.set('identity', { ...self, ...secrets, token: 'token-of-this-desk' });
      const { name, phone, email, note, wishes, reason, amount } = about;
      const run = (command: string, draft: unknown) => runCommand(store, command, draft, actor);
      const { guest } = eventIn(run('addGuest', { name, country: 'NP', phone, email, vip: true, note }), 'GuestAdded');
      const dates = { from: '2026-11-20', to: '2026-11-22', roomTypeId, roomId: null, adults: 2, children: 0 };
      const wish = { nightlyRate: amount, wishes, expectedAt: '', note, source: 'walkIn' };
      const { booking } = eventIn(run('bookStay', { guestId: guest.id, ...dates, ...wish }), 'StayBooked');
      eventIn(run('takeCash', { bookingId: booking.id, amount, tendered: amount }), 'CashTaken');
      run('outOfOrder', { roomId: roomIds[0], from: '2026-11-20', to: '2026-11-21', reason });
      run('cancelBooking', { bookingId: booking.id, reason });

      const following = startSync({ store, onChange: () => {}, onLine: () => {} });
      const troubles = troubleLog(() => '2026-11-20T05:21:00.000Z');
      troubles.note('push', `409 {"detail":"Key (name)=(${name}) already exists","note":"${note} ${reason}"}`);
      troubles.note('today.get', `Error: ${name} ${phone} ${String(amount)} ${reason} ${email}`);
      const status = () => ({ ...following.status(), lastError: `500 ${note}: ${name} ${reason}` });
      const text = await diagnosticsText({ store, status, troubles, now: () => new Date().toISOString() });
      following.stop();
      here.close();

      const secret = ['secretword', 'secrettoken', 'token-of-this-desk', self.privateKey, self.publicKey, actor.name];
      for (const trace of [...traces(about), ...secret]) expect(text).not.toContain(trace);
      // What helps is there all the same.
      expect(text).toMatch(/takeCash, fact, not sent/);
      expect(text).toContain('http://127.0.0.1:9');
      expect(text).toMatch(/guest 1 [0-9a-f]{16}/);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('of an error are told its status, the machine’s codes and our own words', () => {
  expect(errorWords('fetch failed: connect ECONNREFUSED 10.0.0.7:4600')).toBe('ECONNREFUSED, fetch failed');
  expect(errorWords('403 {"error":"revoked","message":"Egon ERLING may not"}')).toBe('HTTP 403, revoked');
  expect(errorWords('SqliteError: SQLITE_FULL: database or disk is full')).toBe('SQLITE_FULL');
  expect(errorWords('EGON called')).toBe('other');
  expect(addressOnly('https://a:b@lodge.example:8443/v1?token=x#y')).toBe('https://lodge.example:8443');
});

test('what repeats is counted, and only the last are kept', () => {
  const log = troubleLog(() => '2026-11-20T05:21:00.000Z');
  for (let at = 0; at < 3; at++) log.note('push', 'fetch failed');
  expect(log.recent()).toMatchObject([{ where: 'push', what: 'fetch failed', times: 3 }]);
  for (let at = 0; at < 100; at++) log.note(at % 2 ? 'push' : 'feed', 'fetch failed');
  expect(log.recent()).toHaveLength(30);
});
