import { expect, test } from 'vitest';
import { cancellationForeseen } from './cancellation-foreseen.ts';

const told = (paid: number, bookingId: string | null = 'b1') => ({
  type: 'NoticeQueued',
  notice: { fields: { kind: 'departureCancelled', bookingId, body: { paid } } },
});

test('[I8] who is moved and who is refunded is counted, with what those have paid; who only waits is neither', () => {
  const events = [{ type: 'DepartureCancelled' }, { type: 'SeatsMoved' }, told(500), told(0), told(0, null)];
  expect(cancellationForeseen({ ok: true, events })).toEqual({ moved: 1, refunded: 2, paid: 500, left: [] });
});

test('[I8] who does not fit where everybody is to be moved is named', () => {
  const refused = { ok: false, reason: 'sold-out', retryable: false, detail: { left: ['DRL-1', 'DRL-2'] } } as const;
  expect(cancellationForeseen(refused)).toMatchObject({ moved: 0, refunded: 0, left: ['DRL-1', 'DRL-2'] });
});
