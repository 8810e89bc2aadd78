import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/state/use-keys.ts';
import { type BoardRoom, type Column, columns } from './board.ts';
import type { HousekeepingStatus, RoomActs } from './room-acts.ts';

/** Arrows go from room to room, letters set the status of the room they are on. */
export function useBoardKeys(
  rooms: Readonly<Record<Column, readonly BoardRoom[]>>,
  acts: RoomActs,
  onPutOut: (room: BoardRoom) => void,
): RefObject<HTMLDivElement | null> {
  const { t } = useTranslation('housekeeping');
  const board = useRef<HTMLDivElement>(null);
  const focus = (room: BoardRoom | undefined) =>
    room && board.current?.querySelector<HTMLElement>(`[data-room="${room.room.id}"]`)?.focus();
  // A card that goes to another column is a new element: the keys stay on its room.
  const held = useRef<string | null>(null);
  useEffect(() => {
    if (held.current && document.activeElement === document.body)
      board.current?.querySelector<HTMLElement>(`[data-room="${held.current}"]`)?.focus();
  });
  const first = () => focus(columns.map((name) => rooms[name][0]).find(Boolean));

  /** The room that has the focus, with its place on the board; undefined when the focus is elsewhere. */
  const here = () => {
    const id = document.activeElement?.getAttribute('data-room');
    const column = columns.findIndex((name) => rooms[name].some(({ room }) => room.id === id));
    const name = columns[column];
    const index = name ? rooms[name].findIndex(({ room }) => room.id === id) : -1;
    const room = name && rooms[name][index];
    if (!room) return undefined;
    held.current = room.room.id;
    return { room, name, column, index, vacant: name === 'dirty' || name === 'clean' || name === 'inspected' };
  };
  const along = (by: number) => () => {
    const at = here();
    if (at) focus(rooms[at.name][at.index + by]);
    else first();
  };
  const across = (by: number) => () => {
    const at = here();
    if (!at) return first();
    for (let to = at.column + by; to >= 0 && to < columns.length; to += by) {
      const other = columns[to];
      if (other && rooms[other].length > 0) return focus(rooms[other][Math.min(at.index, rooms[other].length - 1)]);
    }
  };
  const set = (status: HousekeepingStatus) => () => {
    const at = here();
    if (at?.vacant) acts.set(at.room, status);
  };
  const out = () => {
    const at = here();
    if (at?.vacant) onPutOut(at.room);
    else if (at) acts.bringBack(at.room);
  };
  const key = { group: 'housekeeping' as const };
  useKeys([
    { ...key, id: 'board.down', keys: '↓', label: () => t('keys.move'), run: along(1) },
    { ...key, id: 'board.up', keys: '↑', label: () => t('keys.move'), run: along(-1) },
    { ...key, id: 'board.right', keys: '→', label: () => t('keys.column'), run: across(1) },
    { ...key, id: 'board.left', keys: '←', label: () => t('keys.column'), run: across(-1) },
    { ...key, id: 'board.clean', keys: 'C', label: () => t('keys.clean'), run: set('VACANT_CLEAN') },
    { ...key, id: 'board.dirty', keys: 'D', label: () => t('keys.dirty'), run: set('VACANT_DIRTY') },
    { ...key, id: 'board.inspected', keys: 'I', label: () => t('keys.inspected'), run: set('INSPECTED') },
    { ...key, id: 'board.out', keys: 'X', label: () => t('keys.out'), run: out },
  ]);
  return board;
}
