import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#renderer/state/toasts.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatMoney } from '#renderer/ui/format.ts';
import { ClockField } from '../clock-field.tsx';
import { readAmount } from '#renderer/ui/amount.ts';
import { priceAt } from '../money/stay-price.ts';
import { countryCode } from '../new/countries.ts';
import { Stepper } from '../stepper.tsx';
import { sumOf } from '#shared/bookings/price.ts';
import { ActForm } from './act-form.tsx';
import { type GuestEdit, guestDraft, guestEditOf, sameGuest } from './guest-edit.ts';
import { GuestFields } from './guest-fields.tsx';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';
import type { Act } from './use-act.ts';

/** Changes who comes and how: the guest's data, party, wishes, rate. The guest is changed first, where changed at all. */
export function ChangeForm({
  booking,
  stay,
  lodge,
  act,
  onClose,
}: ActOn & { readonly act: Act; readonly onClose: () => void }) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  const [guest, setGuest] = useState<GuestEdit>(() => guestEditOf(booking.guest));
  const [adults, setAdults] = useState(stay.adults);
  const [children, setChildren] = useState(stay.children);
  const [wishes, setWishes] = useState(stay.wishes);
  const [expectedAt, setExpectedAt] = useState(stay.expectedAt);
  const [note, setNote] = useState(booking.note);
  const [typedRate, setTypedRate] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const type = lodge.roomTypes.find((each) => each.id === stay.roomTypeId);
  const rate = typedRate.trim() === '' ? null : readAmount(typedRate, currency);
  const rateWrong = typedRate.trim() !== '' && rate === null;
  // [P1] A rate that is neither the type's own nor the agreed one is named by hand, for a reason.
  const byHand = rate !== null && rate !== type?.nightlyRate && stay.nightly.some((agreed) => agreed !== rate);
  const tooMany = type !== undefined && adults + children > type.maxOccupancy;
  const wrong = rateWrong || tooMany || !guest.name.trim() || countryCode(guest.country) === null;
  const before = booking.total;
  const after =
    rate === null ? before : before - sumOf(stay.nightly) + priceAt(stay.arrival, stay.departure, rate).total;
  const money = (minor: number) => formatMoney(minor, currency, { code: true });

  const changeStay = () =>
    act.run(
      'changeStay',
      {
        stayId: stay.id,
        expectedVersion: stay.version,
        adults,
        children,
        wishes: wishes.trim(),
        expectedAt,
        note: note.trim(),
        nightlyRate: rate,
        ...(byHand ? { rateReason: reason.trim() } : {}),
      },
      () => {
        showToast({ tone: 'done', text: t('done.changed') });
        onClose();
      },
    );
  const submit = () => {
    setTried(true);
    if (byHand && !reason.trim()) return;
    if (sameGuest(guest, booking.guest)) void changeStay();
    else void act.run('changeGuest', guestDraft(guest, booking.guest), () => void changeStay());
  };
  return (
    <ActForm
      title={t('act.change')}
      act={act}
      currency={currency}
      say={t('act.save')}
      disabled={wrong}
      onSubmit={submit}
      onClose={onClose}
    >
      <GuestFields guest={guest} onChange={setGuest} />
      <div className={styles.pair}>
        <Stepper
          label={t('party.adults')}
          value={adults}
          min={1}
          max={20}
          error={tooMany ? t('errors.tooMany', { count: type?.maxOccupancy ?? 0 }) : undefined}
          onChange={setAdults}
        />
        <Stepper label={t('party.children')} value={children} min={0} max={20} onChange={setChildren} />
      </div>
      <div className={styles.pair}>
        <ClockField
          label={t('party.expectedAt')}
          wrong={t('errors.timeInvalid')}
          value={expectedAt}
          onChange={setExpectedAt}
        />
        <Field
          label={t('act.rateForAll')}
          inputMode="decimal"
          figures
          placeholder={formatMoney(stay.nightly[0] ?? 0, currency, { decimals: 'auto' })}
          value={typedRate}
          error={rateWrong ? t('errors.rateInvalid') : undefined}
          hint={rate === null ? t('act.rateKeep') : t('act.difference', { before: money(before), after: money(after) })}
          onChange={({ currentTarget }) => setTypedRate(currentTarget.value)}
        />
      </div>
      {byHand && (
        <Field
          label={t('act.rateReason')}
          value={reason}
          maxLength={4000}
          error={tried && !reason.trim() ? t('errors.reasonMissing') : undefined}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      <Field
        label={t('party.wishes')}
        value={wishes}
        onChange={({ currentTarget }) => setWishes(currentTarget.value)}
      />
      <Field label={t('party.note')} value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
    </ActForm>
  );
}
