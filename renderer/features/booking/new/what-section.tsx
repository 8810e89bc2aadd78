import { addDays } from '#shared/kernel/dates.ts';
import { useTranslation } from 'react-i18next';
import type { AvailabilityView } from '#shared/rpc/availability-view.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { minorDigits } from '#shared/kernel/money.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Choice } from '../choice.tsx';
import { DayField } from '../day-field.tsx';
import { nightsOf } from '../money/stay-price.ts';
import { Stepper } from '../stepper.tsx';
import { useRoomsWords } from '../use-rooms-words.ts';
import type { FormField } from './check-form.ts';
import type { BookingForm } from './form.ts';
import styles from './new-booking.module.css';
import { roomsByReadiness } from './suggest.ts';

export interface SectionProps {
  readonly form: BookingForm;
  readonly lodge: LodgeView;
  readonly set: (change: Partial<BookingForm>) => void;
  readonly errorOf: (field: FormField) => string | undefined;
}

/** Which nights, which type, which room; every free count is live. */
export function WhatSection({
  form,
  lodge,
  set,
  errorOf,
  free,
}: SectionProps & { readonly free: AvailabilityView | undefined }) {
  const { t } = useTranslation('booking');
  const { currency, businessDate } = lodge.property;
  const roomsWords = useRoomsWords();
  const nights = nightsOf(form.from, form.to);
  const offered = free?.types.find((type) => type.roomTypeId === form.roomTypeId);
  const rooms = offered && (form.from === businessDate ? roomsByReadiness(offered.rooms) : offered.rooms);
  // In one column all rates have decimals, or none.
  const isWhole = lodge.roomTypes.every((type) => Number.isInteger(type.nightlyRate / 10 ** minorDigits(currency)));
  const decimals = isWhole ? 'auto' : 'always';
  return (
    <section className={styles.section} aria-label={t('what.title')}>
      <div className={styles.dates}>
        <DayField
          label={t('what.arrival')}
          field="from"
          min={businessDate}
          value={form.from}
          error={errorOf('from')}
          onChange={(from) => set({ from, to: addDays(from, nights) })}
        />
        <Stepper
          label={t('what.nights')}
          value={nights}
          min={0}
          max={365}
          words={nights === 0 ? t('what.dayUse') : undefined}
          onChange={(count) => set({ to: addDays(form.from, count) })}
        />
        <DayField
          label={t('what.departure')}
          field="to"
          min={form.from}
          value={form.to}
          error={errorOf('to')}
          onChange={(to) => set({ to })}
        />
      </div>
      <fieldset className={styles.types} aria-label={t('what.type')}>
        {free === undefined && <LoadingRows rows={lodge.roomTypes.length} label={t('what.loading')} />}
        {free !== undefined &&
          lodge.roomTypes.map((type) => {
            const figures = free.types.find((each) => each.roomTypeId === type.id);
            const count = figures?.free ?? 0;
            // [S32] What is this desk’s own stands beside what is free to all.
            const promised = Math.min(count, figures?.promised ?? 0);
            const chosen = type.id === form.roomTypeId;
            return (
              <label key={type.id} className={`${styles.type} ${chosen ? styles.chosen : ''}`}>
                <input
                  type="radio"
                  name="roomType"
                  data-field={chosen ? 'roomTypeId' : undefined}
                  checked={chosen}
                  onChange={() => set({ roomTypeId: type.id, roomId: null, rate: '' })}
                />
                <span className={styles.typeName}>{type.name}</span>
                <span className={styles.quiet}>{t('what.upTo', { count: type.maxOccupancy })}</span>
                <span className={count === 0 ? styles.none : count === 1 ? styles.last : styles.some}>
                  {t('what.free', { count: count - promised })}
                  {promised > 0 && (
                    <span title={t('what.promised', { count: promised })}>
                      {' '}
                      <Icon name="shield" size="s" label={t('what.promised', { count: promised })} />
                      {promised}
                    </span>
                  )}
                </span>
                <span className={styles.figure}>{formatMoney(type.nightlyRate, currency, { decimals })}</span>
              </label>
            );
          })}
      </fieldset>
      {errorOf('roomTypeId') && (
        <p className={styles.error} role="alert">
          {errorOf('roomTypeId')}
        </p>
      )}
      <Choice
        label={t('what.room')}
        data-field="roomId"
        value={form.roomId ?? ''}
        error={errorOf('roomId')}
        hint={offered && roomsWords(offered)}
        disabled={!rooms}
        onChange={({ currentTarget: { value } }) => set(value ? { roomId: value } : { roomId: null, checkIn: false })}
      >
        <option value="">{t('what.noRoom')}</option>
        {rooms?.map((room) => (
          <option key={room.id} value={room.id}>
            {form.from === businessDate ? `${room.number} · ${t(`roomIs.${room.status}`)}` : room.number}
          </option>
        ))}
      </Choice>
    </section>
  );
}
