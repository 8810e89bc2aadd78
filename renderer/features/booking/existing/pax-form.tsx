import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { useView } from '#renderer/state/use-view.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { Stepper } from '../stepper.tsx';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import { priceForeseen } from './price-foreseen.ts';
import { Reckoned } from './reckoned.tsx';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export type SeatsOfBooking = SaleOn['items']['seats'][number];

export interface PaxFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  readonly seats: SeatsOfBooking;
}

/** More or fewer travellers for seats that are held or sold; the difference stands there before it is confirmed [B6]. */
export function PaxForm({ booking, items, lodge, act, onClose, seats }: PaxFormProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const { value: departure } = useView('departure.get', { departureId: seats.departureId, all: false });
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>(() =>
    Object.fromEntries(seats.pax.map(({ category, count }) => [category, count])),
  );
  const prices = departure?.prices ?? [];
  const categories = [...new Set([...prices.map(({ category }) => category), ...seats.pax.map((one) => one.category)])];
  const pax = categories
    .map((category) => ({ category, count: counts[category] ?? 0 }))
    .filter(({ count }) => count > 0);
  const units = pax.reduce((sum, { count }) => sum + count, 0);
  const before = (category: string) => seats.pax.find((one) => one.category === category)?.count ?? 0;
  const changed = categories.some((category) => (counts[category] ?? 0) !== before(category));
  const draft = { seatsId: seats.id, expectedVersion: seats.version, pax };
  const [asked] = useDebouncedValue(JSON.stringify(draft), 60);
  const wants = changed && units > 0;
  const { value } = useView(
    'command.foresee',
    wants ? { name: 'changePax', draft: JSON.parse(asked) as unknown } : null,
  );
  const foreseen = value && asked === JSON.stringify(draft) ? priceForeseen(value, booking.total) : undefined;
  const money = (minor: number) => formatMoney(minor, currency, { code: true, decimals: 'auto' });
  const price = departure?.prices;
  const submit = () =>
    void act.run('changePax', draft, () => {
      showToast({ tone: 'done', text: t('changes.done', { count: units }) });
      onClose();
    });
  return (
    <ActForm
      title={t('changes.paxOf', { what: seats.product })}
      act={act}
      currency={currency}
      disabled={foreseen?.ok !== true}
      say={
        foreseen?.ok
          ? t(`changes.${foreseen.difference > 0 ? 'sayMore' : foreseen.difference < 0 ? 'sayLess' : 'saySame'}`, {
              count: units,
              money: money(Math.abs(foreseen.difference)),
            })
          : t('changes.same')
      }
      onSubmit={submit}
      onClose={onClose}
    >
      {categories.map((category) => {
        const amount = price?.find((one) => one.category === category)?.amount;
        const name = t(`sale.category.${category}`, { defaultValue: category });
        return (
          <Stepper
            key={category}
            label={amount === undefined ? name : `${name} · ${formatMoney(amount, currency, { decimals: 'auto' })}`}
            value={counts[category] ?? 0}
            min={0}
            max={99}
            onChange={(count) => setCounts({ ...counts, [category]: count })}
          />
        );
      })}
      {departure && (
        <p className={styles.empty}>
          {t('changes.leftFree', {
            count: Math.max(0, departure.total - departure.blocked - departure.held - departure.confirmed),
          })}{' '}
          {t('changes.stays')}
        </p>
      )}
      {units === 0 && (
        <p className={styles.empty} role="alert">
          {t('changes.nobody')}
        </p>
      )}
      <Reckoned booking={booking} currency={currency} channelCollects={items.channelCollects} foreseen={foreseen} />
    </ActForm>
  );
}
