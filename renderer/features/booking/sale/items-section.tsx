import { addDays } from '#shared/kernel/dates.ts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { QuoteView } from '#shared/rpc/sale-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import form from '../new/new-booking.module.css';
import { useMayOverride } from './price-section.tsx';
import type { ReadSale } from './read-sale.ts';
import { RoomCard } from './room-card.tsx';
import styles from './sale.module.css';
import { type ItemForm, type SaleForm, someRoom, someSeats } from './sale-form.ts';
import { SeatsCard } from './seats-card.tsx';

export interface ItemsSectionProps {
  readonly sale: SaleForm;
  readonly read: ReadSale;
  readonly view: QuoteView | undefined;
  readonly lodge: LodgeView;
  readonly set: (change: Partial<SaleForm>) => void;
  readonly errorOf: (field: string) => string | undefined;
  readonly onWait: (item: ItemForm) => void;
  /** Seats of what leaves next are added as soon as it is known. */
  readonly wantsSeats: boolean;
  /** It was refused for being late: a manager may say why it is sold all the same [I11]. */
  readonly late: boolean;
}

/** What is sold: seats and rooms, each with what is left of it; more of either, and what a manager may say to sell it anyway. */
export function ItemsSection({ sale, read, view, lodge, set, errorOf, onWait, wantsSeats, late }: ItemsSectionProps) {
  const { t } = useTranslation('booking');
  const { businessDate } = lodge.property;
  const mayOverride = useMayOverride();
  const { value: found } = useView('departures.find', {
    from: businessDate,
    to: addDays(businessDate, 60),
    seats: 1,
  });
  const { items } = sale;
  const nextKey = Math.max(0, ...items.map(({ key }) => key)) + 1;
  const put = (item: ItemForm) => set({ items: items.map((each) => (each.key === item.key ? item : each)) });
  const remove = (key: number) => set({ items: items.filter((each) => each.key !== key) });
  const first = found?.find(({ id }) => !items.some((item) => item.kind === 'seats' && item.departureId === id));
  const [wants, setWants] = useState(wantsSeats);
  useEffect(() => {
    if (!wants || first === undefined) return;
    setWants(false);
    set({ items: [...items, someSeats(first.id, nextKey)] });
    // Once, when it is known what leaves next.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [wants, first?.id]);
  const { value: beside } = useView('departure.get', besideOf(items));
  const isShort = Object.values(read.errors).includes('short');
  return (
    <section className={form.section} aria-label={t('what.title')}>
      <h2>{t('what.title')}</h2>
      <ul className={styles.items}>
        {items.map((item, index) => {
          const common = {
            lodge,
            left: view?.items[index] ?? null,
            total: view?.quote?.items[index]?.total,
            error: errorOf(`item${item.key}`),
            onRemove: () => remove(item.key),
          };
          return item.kind === 'seats' ? (
            <SeatsCard
              key={item.key}
              {...common}
              item={item}
              isShort={read.errors[`item${item.key}`] === 'short'}
              set={put}
              onWait={() => onWait(item)}
            />
          ) : (
            <RoomCard key={item.key} {...common} item={item} set={put} />
          );
        })}
      </ul>
      {items.length === 0 && !errorOf('items') && <p className={styles.note}>{t('sale.nothingYet')}</p>}
      {errorOf('items') && (
        <p className={styles.error} role="alert">
          {errorOf('items')}
        </p>
      )}
      <div className={styles.add}>
        <Button
          size="small"
          look="quiet"
          icon="plus"
          data-field="items"
          onClick={() => set({ items: [...items, someRoom(lodge, nextKey, beside ?? undefined)] })}
        >
          {t('sale.addRoom')}
        </Button>
        <Button
          size="small"
          look="quiet"
          icon="plus"
          disabled={first === undefined}
          onClick={() => first && set({ items: [...items, someSeats(first.id, nextKey)] })}
        >
          {t('sale.addSeats')}
        </Button>
      </div>
      {mayOverride && (isShort || sale.overbook) && (
        <label className={form.tick}>
          <input
            type="checkbox"
            checked={sale.overbook}
            onChange={({ currentTarget }) => set({ overbook: currentTarget.checked })}
          />
          {t('sale.overbook')}
        </label>
      )}
      {mayOverride && late && (
        <Field
          label={t('sale.lateReason')}
          value={sale.lateReason}
          onChange={({ currentTarget }) => set({ lateReason: currentTarget.value })}
        />
      )}
    </section>
  );
}

/** The seats that a room is added to: the last ones. */
function besideOf(items: readonly ItemForm[]): { departureId: string; all: boolean } | null {
  const seats = items.findLast((item) => item.kind === 'seats');
  return seats === undefined ? null : { departureId: seats.departureId, all: false };
}
