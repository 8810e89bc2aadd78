import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/kernel/dates.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { useView } from '#renderer/state/use-view.ts';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { OneOf } from '#renderer/ui/one-of.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useMayOverride } from '../sale/price-section.tsx';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import type { SeatsOfBooking } from './pax-form.tsx';
import { priceForeseen, withoutTheirWay } from './price-foreseen.ts';
import { Reckoned } from './reckoned.tsx';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export interface MoveSeatsFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  /** Any of the seats that the booking has on the departure: all of them go. */
  readonly seats: SeatsOfBooking;
}

/** How far around its day another departure is offered, in days. */
const AROUND = 60;

/** Another departure for seats that are held or sold: those that have room, and the difference before it is confirmed [B6]. */
export function MoveSeatsForm({ booking, items, lodge, act, onClose, seats }: MoveSeatsFormProps) {
  const { t } = useTranslation(['booking', 'shell']);
  const { currency, businessDate } = lodge.property;
  const mayOverride = useMayOverride();
  const { value: departure } = useView('departure.get', { departureId: seats.departureId, all: false });
  const early = addDays(seats.date, -AROUND);
  const { value: found } = useView(
    'departures.find',
    departure
      ? {
          from: early < businessDate ? businessDate : early,
          to: addDays(seats.date, AROUND),
          seats: 1,
          productId: departure.product.id,
        }
      : null,
  );
  const [toDepartureId, choose] = useState<string | null>(null);
  const [keepPrice, setKeepPrice] = useState(false);
  const live = items.seats.filter(({ status }) => status === 'HELD' || status === 'CONFIRMED');
  const own = live.filter(({ departureId }) => departureId === seats.departureId);
  const units = own.reduce((sum, one) => sum + one.units, 0);
  // Seats that it has there already share what they hold; and what this desk keeps of its own is not moved to.
  const others = found
    ?.filter(({ id }) => live.every(({ departureId }) => departureId !== id))
    .map((each) => ({ ...each, free: Math.max(0, each.mine - each.promised) }));
  const chosen = others?.find(({ id }) => id === toDepartureId);
  const draft = {
    bookingId: booking.id,
    expectedVersion: booking.version,
    departureId: seats.departureId,
    toDepartureId: chosen?.id ?? '',
    keepPrice,
  };
  const { value } = useView('command.foresee', chosen ? { name: 'moveSeats', draft } : null);
  const lost = withoutTheirWay(chosen ? value : undefined, own);
  const foreseen = chosen && value ? priceForeseen(value, booking.total) : undefined;
  const date = chosen ? formatDay(chosen.date) : '';
  const money = foreseen?.ok
    ? formatMoney(Math.abs(foreseen.difference), currency, { code: true, decimals: 'auto' })
    : '';
  const how = !foreseen?.ok || foreseen.difference === 0 ? 'same' : foreseen.difference > 0 ? 'more' : 'less';
  const submit = () =>
    void act.run('moveSeats', draft, () => {
      showToast({ tone: 'done', text: t('changes.movedTo', { date }) });
      onClose();
    });
  return (
    <ActForm
      title={t('changes.moveOf', { what: seats.product, count: units })}
      act={act}
      currency={currency}
      disabled={foreseen?.ok !== true}
      say={chosen ? t(`changes.moveSay.${how}`, { date, money }) : t('changes.moveNothing')}
      onSubmit={submit}
      onClose={onClose}
    >
      {others === undefined ? (
        <LoadingRows rows={3} label={t('shell:states.loading')} />
      ) : others.length === 0 ? (
        <p className={styles.empty}>{t('changes.noOther')}</p>
      ) : (
        <OneOf
          label={t('changes.moveWhere')}
          ways={others.map(({ id, date: day, time, free }) => ({
            id,
            words: `${formatDay(day)}, ${time}`,
            note: free < units ? t('changes.tooFew', { free, count: units }) : t('what.free', { count: free }),
            short: free < units,
          }))}
          chosen={toDepartureId}
          onChoose={choose}
        />
      )}
      {mayOverride && chosen && (
        <div>
          <Segmented
            label={t('act.price')}
            value={keepPrice ? 'keep' : 'today'}
            options={[
              { value: 'today', label: t('changes.priceThere') },
              { value: 'keep', label: t('changes.priceKept') },
            ]}
            onChange={(price) => setKeepPrice(price === 'keep')}
          />
        </div>
      )}
      {lost.length > 0 && (
        <p className={styles.wrong} role="status">
          {t('changes.wayLost', { way: lost.join(', ') })}
        </p>
      )}
      <Reckoned booking={booking} currency={currency} channelCollects={items.channelCollects} foreseen={foreseen} />
    </ActForm>
  );
}
