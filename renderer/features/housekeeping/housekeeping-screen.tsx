import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { PageHead } from '#renderer/ui/page-head.tsx';
import { type BoardFilter, type BoardRoom, boardOf, columns, finishFirst } from './board.ts';
import { Column } from './column.tsx';
import { Filters } from './filters.tsx';
import styles from './housekeeping.module.css';
import { OutDialog } from './out-dialog.tsx';
import { useRoomActs } from './room-acts.ts';
import { useBoardKeys } from './use-board-keys.ts';

/** Arrivals are looked for this many days ahead. */
const AHEAD = 7;

/** The rooms by what is to be done with them; big enough for a finger. */
export function HousekeepingScreen() {
  const { t } = useTranslation(['housekeeping', 'shell']);
  const { value: lodge, error, refetch } = useView('lodge.get', {});
  const [filter, setFilter] = useState<BoardFilter>({ floor: '', roomTypeId: '' });
  return (
    <>
      <PageHead
        title={t('shell:screens.housekeeping')}
        note={lodge && t('note', { count: lodge.rooms.length })}
        actions={lodge && <Filters lodge={lodge} filter={filter} onChange={setFilter} />}
      />
      {lodge ? (
        <Board lodge={lodge} filter={filter} />
      ) : error ? (
        <ErrorState
          title={t('shell:states.failed')}
          hint={error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
          retryLabel={t('shell:states.tryAgain')}
          onRetry={refetch}
        />
      ) : (
        <LoadingRows rows={10} label={t('shell:states.loading')} />
      )}
    </>
  );
}

function Board({ lodge, filter }: { readonly lodge: LodgeView; readonly filter: BoardFilter }) {
  const { t } = useTranslation('housekeeping');
  const { businessDate } = lodge.property;
  const { value: window } = useView('calendar.window', { from: businessDate, days: AHEAD });
  const { value: day } = useView('today.get', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [out, setOut] = useState<BoardRoom | null>(null);
  const acts = useRoomActs();
  const rooms = boardOf(lodge, window, day?.departures ?? [], filter);
  const board = useBoardKeys(rooms, acts, setOut);
  const first = finishFirst(rooms);
  const homeless = window?.bars.filter((bar) => bar.state === 'dueIn' && bar.roomId === null).length ?? 0;
  const empty = columns.every((name) => rooms[name].length === 0);
  // The keys need one place to begin: the first room, until one is chosen.
  const start = chosen ?? columns.map((name) => rooms[name][0]?.room.id).find(Boolean) ?? null;
  return (
    <>
      {window && (
        <div className={styles.hint} role="status">
          <Icon name={first ? 'alarm' : 'checkCircle'} />
          <b>
            {first?.next
              ? t(first.next.expectedAt ? 'firstAt' : 'first', {
                  room: first.room.number,
                  guest: first.next.name,
                  time: first.next.expectedAt,
                })
              : t('allReady')}
          </b>
          {homeless > 0 && <span>{t('unassigned', { count: homeless })}</span>}
        </div>
      )}
      {empty ? (
        <EmptyState icon="housekeeping" title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <div className={styles.board} ref={board}>
          {columns.map((name) => (
            <Column
              key={name}
              name={name}
              rooms={rooms[name]}
              acts={acts}
              chosen={start}
              onChoose={setChosen}
              onPutOut={setOut}
            />
          ))}
        </div>
      )}
      {out && (
        <OutDialog
          board={out}
          businessDate={businessDate}
          busy={acts.busy === out.room.id}
          onClose={() => setOut(null)}
          onPutOut={(draft) => void acts.putOut(out, draft).then((done) => done && setOut(null))}
        />
      )}
    </>
  );
}
