import { expect, test } from 'vitest';
import { aBooking, aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf, managerOnDuty } from '#test/support/paper-lodge.ts';

test('[R2] a room is not back while another block still keeps it out today', () => {
  const { lodge, roomIds } = aLodge();
  const roomId = roomIds[0] ?? '';
  const today = block(lodge, { roomId, kind: 'OOO', from: '2026-11-20', to: '2026-11-23' });
  const later = block(lodge, { roomId, kind: 'OOO', from: '2026-11-27', to: '2026-11-29' });
  lodge.run('returnToService', { blockId: later });
  expect(lodge.one('room', roomId).status).toBe('OOO');
  lodge.run('returnToService', { blockId: today });
  expect(lodge.one('room', roomId).status).toBe('VACANT_DIRTY');
});

test('[R2] out of service does not make a room that is out of order less so', () => {
  const { lodge, roomIds } = aLodge();
  const roomId = roomIds[0] ?? '';
  const pipe = block(lodge, { roomId, kind: 'OOO', from: '2026-11-20', to: '2026-11-23' });
  block(lodge, { roomId, kind: 'OOS', from: '2026-11-20', to: '2026-11-21' });
  expect(lodge.one('room', roomId).status).toBe('OOO');
  lodge.run('returnToService', { blockId: pipe });
  expect(lodge.one('room', roomId).status).toBe('OOS');
});

function block(lodge: PaperLodge, wish: { roomId: string; kind: 'OOO' | 'OOS'; from: string; to: string }): string {
  return eventOf(lodge.run('putOutOfOrder', { ...wish, reason: 'pipe' }), 'RoomPutOutOfOrder').block.id;
}

test('[S5] [R6] a room that was back on the 21st is for sale from the 21st, whenever that is heard', () => {
  const { lodge: server, roomTypeId, roomIds } = aLodge({ rooms: 1 });
  eventOf(aBooking(server, { roomTypeId, from: '2026-11-20', to: '2026-11-24' }), 'StayBooked');
  const blockId = block(server, { roomId: roomIds[0] ?? '', kind: 'OOO', from: '2026-11-20', to: '2026-11-24' });
  server.run('rollDay', { businessDate: '2026-11-21' }, managerOnDuty);
  const back = server.copy('A').run('returnToService', { blockId });
  server.run('rollDay', { businessDate: '2026-11-23' }, managerOnDuty);
  if (!back.ok) throw new Error(back.reason);
  server.receive(back.recorded, 'A');
  expect(server.one('roomBlock', blockId)).toMatchObject({ status: 'ended', toDate: '2026-11-21' });
  const totals = server.all('slot').toSorted((one, other) => (one.date < other.date ? -1 : 1));
  expect(totals.map((slot) => slot.total)).toEqual([0, 1, 1, 1]);
});

test('[S5] [R6] a room that went out of order on the 20th is out, although the block had ended when that was heard', () => {
  const { lodge: server, roomIds } = aLodge();
  const roomId = roomIds[0] ?? '';
  const put = server.copy('A').run('putOutOfOrder', {
    roomId,
    kind: 'OOO',
    from: '2026-11-20',
    to: '2026-11-21',
    reason: 'pipe',
  });
  server.run('rollDay', { businessDate: '2026-11-22' }, managerOnDuty);
  if (!put.ok) throw new Error(put.reason);
  server.receive(put.recorded, 'A');
  expect(server.one('room', roomId).status).toBe('OOO');
});
