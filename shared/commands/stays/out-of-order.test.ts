import { expect, test } from 'vitest';
import { aLodge } from '#test/support/a-lodge.ts';
import { type PaperLodge, eventOf } from '#test/support/paper-lodge.ts';

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
