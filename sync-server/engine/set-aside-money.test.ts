import { expect, test } from 'vitest';
import { sealedLength } from '#shared/kernel/sealed.ts';
import { moneySetAside } from './set-aside-money.ts';

test('[S25] words that are cut short end in a whole character, or the database could not hold them and the queue would stop', () => {
  const cut = (length: number) => `${'x'.repeat(length - 1)}\u{1f600}`;
  const input = { amount: 1000, currency: cut(200), guest: { id: cut(200), name: cut(sealedLength(200)) } };
  const money = moneySetAside({ name: 'takeCash', input });
  expect(money?.concerns).toMatchObject({ amount: 1000, currency: `${'x'.repeat(199)}\ufffd` });
  expect(JSON.stringify(money)).not.toMatch(/\\ud[89a-f]/i);
});

test('[S25] every kind of money that moved is told, and nothing of what moved none', () => {
  const receipt = { content: { number: 'A26-000007' } };
  for (const name of ['takeCash', 'takePayment', 'settlePayment', 'refundCash', 'voidPayment'])
    expect(moneySetAside({ name, input: { amount: 1000, receipt } })?.detail).toMatchObject({ receipt: 'A26-000007' });
  expect(moneySetAside({ name: 'settlePayment', input: { outcome: 'declined', receipt: null } })).toBeUndefined();
  expect(moneySetAside({ name: 'checkIn', input: { receipt } })).toBeUndefined();
});
