import { addDays } from '#shared/kernel/dates.ts';
import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { ItemLeft } from '#shared/rpc/sale-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Choice } from '../choice.tsx';
import { Stepper } from '../stepper.tsx';
import { ItemHead } from './item-head.tsx';
import styles from './sale.module.css';
import { freeWords } from './free-words.ts';
import { departureWords } from '../departure-words.ts';
import { type SeatsForm, seatsOf } from './sale-form.ts';
import { SeatsWays } from './seats-ways.tsx';

export interface SeatsCardProps {
  readonly item: SeatsForm;
  readonly lodge: LodgeView;
  readonly left: ItemLeft | null;
  readonly total: number | undefined;
  readonly error: string | undefined;
  readonly isShort: boolean;
  readonly set: (item: SeatsForm) => void;
  readonly onRemove: () => void;
  readonly onWait: () => void;
}

/** How far ahead departures are offered, in days. */
const AHEAD = 60;

/** Seats of a departure: which, how many of each category, who travels; with what is left, live. */
export function SeatsCard({ item, lodge, left, total, error, isShort, set, onRemove, onWait }: SeatsCardProps) {
  const { t } = useTranslation('booking');
  const { businessDate, currency } = lodge.property;
  const { value: departure } = useView('departure.get', { departureId: item.departureId, all: false });
  const { value: products } = useView('products.list', {});
  const { value: found } = useView('departures.find', {
    from: businessDate,
    to: addDays(businessDate, AHEAD),
    seats: 0,
  });
  // Its place is kept until it is known; one that this desk has not is said, and can be taken out.
  if (departure === undefined)
    return (
      <li className={styles.item}>
        <LoadingRows rows={3} label={t('sale.reckoning')} />
      </li>
    );
  if (departure === null)
    return (
      <li className={styles.item}>
        <p className={styles.error} role="alert">
          {t('sale.departureMissing')}
        </p>
        <Button size="small" onClick={onRemove}>
          {t('sale.remove', { what: t('sale.departure') })}
        </Button>
      </li>
    );
  const { product, variants, prices } = departure;
  const open = (found ?? []).filter(({ productId }) => productId === product.id);
  const known = open.some(({ id }) => id === departure.id);
  const offered = (products ?? []).filter(
    ({ id }) => id === product.id || found?.some(({ productId }) => productId === id),
  );
  const live = variants.filter(({ active }) => active);
  return (
    <li className={styles.item} aria-label={product.name} data-field={`item${item.key}`} tabIndex={-1}>
      <ItemHead
        icon="departures"
        title={`${product.name}, ${t('sale.seats', { count: seatsOf(item) })}`}
        when={departureWords(departure)}
        left={left}
        money={total === undefined ? '' : formatMoney(total, currency)}
        onRemove={onRemove}
      />
      <div className={styles.two}>
        <Choice
          label={t('sale.product')}
          value={product.id}
          onChange={({ currentTarget: { value } }) => {
            const first = found?.find(({ productId, mine }) => productId === value && mine > 0);
            if (first) set({ ...item, departureId: first.id, variantId: null });
          }}
        >
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice
          label={t('sale.departure')}
          value={item.departureId}
          onChange={({ currentTarget: { value } }) => set({ ...item, departureId: value, variantId: null })}
        >
          {!known && <option value={departure.id}>{`${formatDay(departure.date)} ${departure.time}`}</option>}
          {open.map(({ id, date, time, mine, promised }) => (
            <option key={id} value={id}>
              {`${formatDay(date)} ${time} · ${freeWords(mine, promised, t)}`}
            </option>
          ))}
        </Choice>
      </div>
      {live.length > 0 && (
        <Choice
          label={t('sale.variant')}
          value={item.variantId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ ...item, variantId: value || null })}
        >
          <option value="">{t('sale.noVariant')}</option>
          {live.map(({ id, name, time, priceDifference }) => (
            <option key={id} value={id}>
              {[name, time, differenceWords(priceDifference, currency)].filter(Boolean).join(' · ')}
            </option>
          ))}
        </Choice>
      )}
      <div className={styles.fields}>
        {prices.map(({ category, amount }) => (
          <Stepper
            key={category}
            label={`${t(`sale.category.${category}`, { defaultValue: category })} · ${formatMoney(amount, currency, { decimals: 'auto' })}`}
            value={item.pax[category] ?? 0}
            min={0}
            max={99}
            onChange={(count) => set({ ...item, pax: { ...item.pax, [category]: count } })}
          />
        ))}
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {isShort && <SeatsWays item={item} departure={departure} left={left} set={set} onWait={onWait} />}
      <div className={styles.fields}>
        <Field
          label={t('sale.travellers')}
          placeholder={t('sale.travellersHint')}
          value={item.travellers}
          maxLength={1000}
          onChange={({ currentTarget }) => set({ ...item, travellers: currentTarget.value })}
        />
        <Field
          label={t('sale.requirements')}
          value={item.requirements}
          maxLength={1000}
          onChange={({ currentTarget }) => set({ ...item, requirements: currentTarget.value })}
        />
      </div>
    </li>
  );
}

/** What a way to join changes in the price of each traveller, with its sign; nothing where it changes none. */
function differenceWords(minor: number, currency: string): string {
  return minor === 0 ? '' : `${minor > 0 ? '+' : ''}${formatMoney(minor, currency, { decimals: 'auto' })}`;
}
