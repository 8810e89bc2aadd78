import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '#renderer/state/use-keys.ts';
import { type BoardRoom, type Column, columns } from './board.ts';
import type { RoomActs } from './room-acts.ts';

export interface BoardKeys {
  readonly board: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Arrows go from room to room, letters set the status of the room they are on. */
export function useBoardKeys(
  rooms: Readonly<Record<Column, readonly BoardRoom[]>>,
  acts: RoomActs,
  onPutOut: (room: BoardRoom) => void,
): BoardKeys {
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

  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.getAttribute('data-room') : null;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = columns.findIndex((name) => rooms[name].some(({ room }) => room.id === id));
    const name = columns[at];
    const list = name ? rooms[name] : [];
    const index = list.findIndex(({ room }) => room.id === id);
    const current = list[index];
    if (!current) return;
    const vacant = name === 'dirty' || name === 'clean' || name === 'inspected';
    const sideways = (step: number) => {
      for (let to = at + step; to >= 0 && to < columns.length; to += step) {
        const other = columns[to];
        if (other && rooms[other].length > 0) return focus(rooms[other][Math.min(index, rooms[other].length - 1)]);
      }
    };
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(list[index + 1]),
      ArrowUp: () => focus(list[index - 1]),
      ArrowRight: () => sideways(1),
      ArrowLeft: () => sideways(-1),
      c: () => vacant && acts.set(current, 'VACANT_CLEAN'),
      d: () => vacant && acts.set(current, 'VACANT_DIRTY'),
      i: () => vacant && acts.set(current, 'INSPECTED'),
      x: () => (vacant ? onPutOut(current) : acts.bringBack(current)),
    };
    held.current = id;
    const step = steps[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!step) return;
    step();
    event.preventDefault();
  };
  useKeys([
    { id: 'board.first', keys: '↓', group: 'housekeeping', label: () => t('keys.move'), run: first },
    { id: 'board.clean', keys: 'C', group: 'housekeeping', label: () => t('keys.clean') },
    { id: 'board.dirty', keys: 'D', group: 'housekeeping', label: () => t('keys.dirty') },
    { id: 'board.inspected', keys: 'I', group: 'housekeeping', label: () => t('keys.inspected') },
    { id: 'board.out', keys: 'X', group: 'housekeeping', label: () => t('keys.out') },
  ]);
  return { board, onKeyDown };
}
