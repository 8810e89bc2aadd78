import { addDays } from '#shared/kernel/dates.ts';
import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { ItemLeft } from '#shared/rpc/sale-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { Choice } from '../choice.tsx';
import { DayField } from '../day-field.tsx';
import { nightsOf } from '../money/stay-price.ts';
import { Stepper } from '../stepper.tsx';
import { freeWords } from './free-words.ts';
import { ItemHead } from './item-head.tsx';
import styles from './sale.module.css';
import type { RoomForm } from './sale-form.ts';

export interface RoomCardProps {
  readonly item: RoomForm;
  readonly lodge: LodgeView;
  readonly left: ItemLeft | null;
  readonly total: number | undefined;
  readonly error: string | undefined;
  readonly set: (item: RoomForm) => void;
  readonly onRemove: () => void;
}

/** Nights of a room: when, which type, which room, for how many; with what is free, live. */
export function RoomCard({ item, lodge, left, total, error, set, onRemove }: RoomCardProps) {
  const { t } = useTranslation('booking');
  const { businessDate, currency } = lodge.property;
  const { value: free } = useView('availability.get', { from: item.from, to: item.to });
  const nights = nightsOf(item.from, item.to);
  const type = lodge.roomTypes.find(({ id }) => id === item.roomTypeId);
  const rooms = free?.types.find(({ roomTypeId }) => roomTypeId === item.roomTypeId)?.rooms ?? [];
  const number = lodge.rooms.find(({ id }) => id === item.roomId)?.number;
  const title = [type?.name, number].filter(Boolean).join(' ');
  return (
    <li className={styles.item} aria-label={title} data-field={`item${item.key}`} tabIndex={-1}>
      <ItemHead
        icon="bed"
        title={`${title}, ${t('view.nights', { count: nights })}`}
        when={formatSpan(item.from, item.to)}
        left={left}
        money={total === undefined ? '' : formatMoney(total, currency)}
        onRemove={onRemove}
      />
      <div className={styles.wide}>
        <Choice
          label={t('what.type')}
          value={item.roomTypeId}
          onChange={({ currentTarget: { value } }) => set({ ...item, roomTypeId: value, roomId: null, rate: '' })}
        >
          {lodge.roomTypes.map(({ id, name }) => {
            const of = free?.types.find(({ roomTypeId }) => roomTypeId === id);
            return (
              <option key={id} value={id}>
                {`${name} · ${freeWords(of?.free ?? 0, of?.promised ?? 0, t)}`}
              </option>
            );
          })}
        </Choice>
        <Choice
          label={t('what.room')}
          value={item.roomId ?? ''}
          onChange={({ currentTarget: { value } }) => set({ ...item, roomId: value || null })}
        >
          <option value="">{t('what.noRoom')}</option>
          {rooms.map((room) => (
            <option key={room.id} value={room.id}>
              {room.number}
            </option>
          ))}
        </Choice>
      </div>
      <div className={styles.three}>
        <DayField
          label={t('what.arrival')}
          min={businessDate}
          value={item.from}
          onChange={(from) => set({ ...item, from, to: addDays(from, nights), roomId: null })}
        />
        <Stepper
          label={t('what.nights')}
          value={nights}
          min={0}
          max={365}
          words={nights === 0 ? t('what.dayUse') : undefined}
          onChange={(count) => set({ ...item, to: addDays(item.from, count), roomId: null })}
        />
        <Field
          label={t('price.perNight')}
          inputMode="decimal"
          figures
          placeholder={formatMoney(type?.nightlyRate ?? 0, currency, { decimals: 'auto' })}
          value={item.rate}
          onChange={({ currentTarget }) => set({ ...item, rate: currentTarget.value })}
        />
        <Stepper
          label={t('party.adults')}
          value={item.adults}
          min={1}
          max={20}
          onChange={(adults) => set({ ...item, adults })}
        />
        <Stepper
          label={t('party.children')}
          value={item.children}
          min={0}
          max={20}
          onChange={(children) => set({ ...item, children })}
        />
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </li>
  );
}
