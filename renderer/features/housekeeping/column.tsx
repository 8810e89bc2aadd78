import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import type { BoardRoom, Column as ColumnName } from './board.ts';
import styles from './housekeeping.module.css';
import type { RoomActs } from './room-acts.ts';
import { RoomCard } from './room-card.tsx';

export interface ColumnProps {
  readonly name: ColumnName;
  readonly rooms: readonly BoardRoom[];
  readonly acts: RoomActs;
  readonly chosen: string | null;
  readonly onChoose: (roomId: string) => void;
  readonly onPutOut: (room: BoardRoom) => void;
}

const icons: Readonly<Record<ColumnName, IconName>> = {
  dirty: 'sparkles',
  clean: 'search',
  inspected: 'check',
  occupied: 'bed',
  out: 'wrench',
};

/** The rooms of one status, and the one next step, for the chosen room or else the first. */
export function Column({ name, rooms, acts, chosen, onChoose, onPutOut }: ColumnProps) {
  const { t } = useTranslation('housekeeping');
  const target = rooms.find(({ room }) => room.id === chosen) ?? rooms[0];
  const next = target && nextStep(name, target, acts);
  return (
    <section className={styles.column} aria-label={t(`columns.${name}`)}>
      <header className={styles[name]}>
        <Icon name={icons[name]} />
        <h2>{t(`columns.${name}`)}</h2>
        <span className={styles.count}>{rooms.length}</span>
      </header>
      <div className={styles.rooms}>
        {rooms.length === 0 && <p className={styles.nothing}>{t(`nothing.${name}`)}</p>}
        {rooms.map((board) => (
          <RoomCard
            key={board.room.id}
            board={board}
            acts={acts}
            chosen={board.room.id === chosen}
            onChoose={() => onChoose(board.room.id)}
            onPutOut={() => onPutOut(board)}
          />
        ))}
      </div>
      {target && next && (
        <Button
          className={styles.next}
          size="big"
          icon={next.icon}
          busy={acts.busy === target.room.id}
          onClick={next.run}
        >
          {t(next.words, { room: target.room.number })}
        </Button>
      )}
    </section>
  );
}

function nextStep(name: ColumnName, board: BoardRoom, acts: RoomActs) {
  switch (name) {
    case 'dirty':
      return { words: 'act.clean', icon: 'check', run: () => acts.set(board, 'VACANT_CLEAN') } as const;
    case 'clean':
      return { words: 'act.inspect', icon: 'checkCircle', run: () => acts.set(board, 'INSPECTED') } as const;
    case 'out':
      return board.block ? ({ words: 'act.back', icon: 'undo', run: () => acts.bringBack(board) } as const) : null;
    case 'inspected':
    case 'occupied':
      return null;
  }
}
