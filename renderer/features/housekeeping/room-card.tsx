import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { openDrawer } from '#renderer/state/drawer.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { BoardRoom } from './board.ts';
import styles from './housekeeping.module.css';
import type { RoomActs } from './room-acts.ts';

export interface RoomCardProps {
  readonly board: BoardRoom;
  readonly acts: RoomActs;
  /** The keys are on it, and the column's button names it. */
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onPutOut: () => void;
}

/** A room on the board. Pressing it offers every step its status allows. */
export function RoomCard({ board, acts, chosen, onChoose, onPutOut }: RoomCardProps) {
  const { t } = useTranslation('housekeeping');
  const { room, inside, next, due, block, column, typeCode } = board;
  const [first, second] = useFacts(board);
  const vacant = column === 'dirty' || column === 'clean' || column === 'inspected';
  const guest = inside ?? (due ? next : undefined);
  return (
    <Menu position="bottom-start" width={220} withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={`${styles.room} ${due ? styles.due : ''} ${chosen ? styles.chosen : ''}`}
          data-room={room.id}
          tabIndex={chosen ? 0 : -1}
          onFocus={onChoose}
        >
          <span className="spoken-only">
            {t('card.label', { room: room.number, status: t(`status.${room.status}`) })}
          </span>
          <span className={styles.top}>
            <b>{room.number}</b>
            <span>{typeCode}</span>
            {(inside?.vip || (due && next?.vip)) && <Icon name="star" size="m" />}
            {block && <span className={styles.kind}>{block.kind}</span>}
          </span>
          <span className={styles.first}>{first}</span>
          <span className={due ? styles.now : styles.second}>{second}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu} aria-label={t('card.actions', { room: room.number })}>
        {vacant && room.status !== 'VACANT_CLEAN' && (
          <Menu.Item leftSection={<Icon name="check" />} onClick={() => acts.set(board, 'VACANT_CLEAN')}>
            {t('act.setClean')}
          </Menu.Item>
        )}
        {vacant && room.status !== 'INSPECTED' && (
          <Menu.Item leftSection={<Icon name="checkCircle" />} onClick={() => acts.set(board, 'INSPECTED')}>
            {t('act.setInspected')}
          </Menu.Item>
        )}
        {vacant && room.status !== 'VACANT_DIRTY' && (
          <Menu.Item leftSection={<Icon name="sparkles" />} onClick={() => acts.set(board, 'VACANT_DIRTY')}>
            {t('act.setDirty')}
          </Menu.Item>
        )}
        {vacant && (
          <Menu.Item leftSection={<Icon name="wrench" />} onClick={onPutOut}>
            {t('act.putOut')}
          </Menu.Item>
        )}
        {block && (
          <Menu.Item leftSection={<Icon name="undo" />} onClick={() => acts.bringBack(board)}>
            {t('act.returnRoom')}
          </Menu.Item>
        )}
        {guest && (
          <Menu.Item leftSection={<Icon name="person" />} onClick={() => openDrawer({ bookingId: guest.bookingId })}>
            {t('act.openGuest', { guest: guest.name })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Two lines: who is in it or why it is out, and who comes next. */
function useFacts({ room, column, inside, next, due, block }: BoardRoom): readonly [string, string] {
  const { t } = useTranslation('housekeeping');
  const now = block
    ? t('card.until', { date: formatDay(block.to, 'short'), reason: block.reason })
    : inside
      ? inside.state === 'inHouse'
        ? t('card.stays', { guest: inside.name, date: formatDay(inside.to, 'short') })
        : t(inside.state === 'dueOut' ? 'card.dueOut' : 'card.overdue', { guest: inside.name })
      : column === 'occupied'
        ? ''
        : t('card.vacant', { status: t(`status.${room.status}`) });
  const coming = !next
    ? block?.kind === 'OOS'
      ? t('card.soldStill')
      : t('card.free')
    : due
      ? next.expectedAt
        ? t('card.arrivesAt', { guest: next.name, time: next.expectedAt })
        : t('card.arrives', { guest: next.name })
      : t('card.next', { guest: next.name, date: formatDay(next.from, 'short') });
  return [now, coming];
}
