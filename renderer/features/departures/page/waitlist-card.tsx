import { useTranslation } from 'react-i18next';
import type { DepartureView, WaitlistView } from '#shared/rpc/departure-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatClock, formatDay, formatDuration } from '#renderer/ui/format.ts';
import { dayIn } from '#shared/kernel/dates.ts';
import { Countdown } from '../countdown.tsx';
import { freeOf } from '../status-look.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import styles from './departure-page.module.css';

export interface WaitlistCardProps {
  readonly departure: DepartureView;
  readonly businessDate: string;
  readonly onOtherDate: (entry: WaitlistView) => void;
  /** Left out where nobody can join any more. */
  readonly onJoin: (() => void) | undefined;
}

/** Who waits for seats, in the order of joining; the first that fits now is the one to serve [I9]. */
export function WaitlistCard({ departure, businessDate, onOtherDate, onJoin }: WaitlistCardProps) {
  const { t } = useTranslation('departures');
  const { waitlistEntries: entries, zone, waitlistMinutes } = departure;
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const words = refusal(act.refused);
  const free = Math.max(0, freeOf(departure));
  const first = entries.find(({ status, units }) => status === 'waiting' && units <= free);
  const since = ({ joinedAt }: WaitlistView): string => {
    const day = dayIn(zone, joinedAt);
    return day === businessDate
      ? t('waitlist.sinceToday', { time: formatClock(joinedAt, zone) })
      : t('waitlist.since', { day: formatDay(day) });
  };
  // The seats are theirs: a booking that waits for its money, at the till.
  const take = async (entry: WaitlistView) => {
    const draft = { entryId: entry.id, promotionCode: '', travellers: '', requirements: '', note: '' };
    const events = await act.taken('takeOffer', draft, t('waitlist.taken', { guest: entry.guest }));
    const bookingId = bookingOf(events);
    if (bookingId !== undefined) openDrawer({ bookingId, at: 'payment' });
  };
  return (
    <Card
      title={t('waitlist.title')}
      count={entries.length}
      actions={
        onJoin && (
          <Button look="quiet" size="small" icon="plus" onClick={onJoin}>
            {t('waitlist.join')}
          </Button>
        )
      }
    >
      {words && (
        <p className={styles.refused} role="alert">
          {words}
        </p>
      )}
      {entries.length === 0 && <p className={styles.nothing}>{t('waitlist.none')}</p>}
      {entries.map((entry, at) => (
        <div key={entry.id} className={styles.line} role="group" aria-label={entry.guest}>
          <span className={styles.place}>{at + 1}</span>
          <div className={styles.who}>
            <b>
              {entry.guest}
              <small>{t('seats', { count: entry.units })}</small>
            </b>
            <span title={entry.note || undefined}>
              {since(entry)}
              {' · '}
              {entry.status === 'offered' && entry.offeredUntil ? (
                <>
                  {t('waitlist.offered')} <Countdown until={entry.offeredUntil} />
                </>
              ) : entry.units <= free ? (
                t('waitlist.fits')
              ) : (
                t('waitlist.needs', { units: entry.units, free })
              )}
            </span>
          </div>
          {entry.status === 'offered' ? (
            <Button size="small" look="primary" busy={act.busy} onClick={() => void take(entry)}>
              {t('waitlist.take', { count: entry.units })}
            </Button>
          ) : entry.units <= free ? (
            <Button
              size="small"
              look={entry === first ? 'primary' : 'plain'}
              busy={act.busy}
              onClick={() =>
                void act.run(
                  'offerSeats',
                  { entryId: entry.id, overbook: false },
                  t('waitlist.done', { guest: entry.guest, count: entry.units }),
                )
              }
            >
              {t('waitlist.hold', { count: entry.units, time: formatDuration(waitlistMinutes * 60_000) })}
            </Button>
          ) : (
            <Button size="small" onClick={() => onOtherDate(entry)}>
              {t('waitlist.otherDate')}
            </Button>
          )}
          <Button
            size="small"
            look="quiet"
            icon="close"
            aria-label={t('waitlist.leaveOf', { guest: entry.guest })}
            title={t('waitlist.leave')}
            onClick={() =>
              void act.run('leaveWaitlist', { entryId: entry.id }, t('waitlist.left', { guest: entry.guest }))
            }
          />
        </div>
      ))}
    </Card>
  );
}

/** The booking that the offer became. */
function bookingOf(events: readonly object[] | null): string | undefined {
  for (const event of events ?? []) {
    const booking: unknown = Reflect.get(event, 'booking');
    const id: unknown = typeof booking === 'object' && booking !== null ? Reflect.get(booking, 'id') : undefined;
    if (typeof id === 'string') return id;
  }
  return undefined;
}
