import { addDays, daysBetween } from '#shared/kernel/dates.ts';
import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import type { ItemLeft } from '#shared/rpc/sale-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { fewerOf } from './fewer.ts';
import styles from './sale.module.css';
import { type SeatsForm, seatsOf } from './sale-form.ts';

/** How far other departures are looked for, in days to both sides; and how many are offered. */
const AROUND = 30;
const MOST = 3;

export interface SeatsWaysProps {
  readonly item: SeatsForm;
  readonly departure: DepartureView;
  readonly left: ItemLeft | null;
  readonly set: (item: SeatsForm) => void;
  readonly onWait: () => void;
}

/** Where seats do not suffice: another departure, fewer seats, or the waitlist, each one click. */
export function SeatsWays({ item, departure, left, set, onWait }: SeatsWaysProps) {
  const { t } = useTranslation('booking');
  const { value } = useView('departures.find', {
    from: addDays(departure.date, -AROUND),
    to: addDays(departure.date, AROUND),
    seats: seatsOf(item),
    productId: departure.product.id,
  });
  const away = (date: string) => Math.abs(daysBetween(departure.date, date));
  const others = (value ?? [])
    .filter(({ id }) => id !== departure.id)
    .toSorted((a, b) => away(a.date) - away(b.date))
    .slice(0, MOST);
  const mine = left?.mine ?? 0;
  return (
    <div className={styles.ways} role="group" aria-label={t('chain.ways')}>
      {others.map(({ id, date, time, mine: free }) => (
        <Button key={id} size="small" onClick={() => set({ ...item, departureId: id, variantId: null })}>
          {t('sale.wayDeparture', { day: `${formatDay(date)} ${time}`, count: free })}
        </Button>
      ))}
      {mine > 0 && (
        <Button size="small" onClick={() => set({ ...item, pax: fewerOf(item.pax, mine) })}>
          {t('sale.wayFewer', { count: mine })}
        </Button>
      )}
      {departure.waitlist && (
        <Button size="small" icon="hourglass" onClick={onWait}>
          {t('sale.wayWait')}
        </Button>
      )}
    </div>
  );
}
