import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { dayIn } from '#shared/kernel/dates.ts';
import type { DepartureView, HappeningView } from '#shared/rpc/departure-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatClock, formatDay } from '#renderer/ui/format.ts';
import { sourceWords } from '../source-words.ts';
import styles from './departure-page.module.css';

export interface LatestCardProps {
  readonly departure: DepartureView;
  readonly businessDate: string;
  readonly onAll: () => void;
}

/** What happened last, newest first: when, what, who. */
export function LatestCard({ departure, businessDate, onAll }: LatestCardProps) {
  const { t } = useTranslation('departures');
  const { latest, happened, zone } = departure;
  return (
    <Card
      title={t('latest.title')}
      actions={
        happened > latest.length && (
          <Button look="quiet" size="small" onClick={onAll}>
            {t('latest.all', { count: happened })}
          </Button>
        )
      }
    >
      <ol className={styles.latest}>
        {latest.map((each, at) => (
          // Two things may happen in one moment to one guest; the list is made anew as a whole.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${each.at} ${each.kind} ${at}`}>
            <time dateTime={each.at}>
              {dayIn(zone, each.at) === businessDate
                ? formatClock(each.at, zone)
                : formatDay(dayIn(zone, each.at), 'short')}
            </time>
            {each.bookingId ? (
              <button type="button" onClick={() => each.bookingId && openDrawer({ bookingId: each.bookingId })}>
                {sentence(t, each)}
              </button>
            ) : (
              <span>{sentence(t, each)}</span>
            )}
            <small>{[each.source && sourceWords(t, each.source), each.by].filter(Boolean).join(', ')}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function sentence(t: TFunction<'departures'>, { kind, guest, units }: HappeningView): string {
  const words = t(`latest.${kind}`, { count: units });
  // A message to all is to nobody by name.
  return guest && !(kind === 'noticed' && units > 1) ? `${words}, ${guest}` : words;
}
