import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/kernel/dates.ts';
import { ratesAfterMove, sleptBefore, sumOf } from '#shared/bookings/price.ts';
import { offerUndo } from '#renderer/state/offer-undo.ts';
import { moveBackNow, placeOf } from '#renderer/state/move-back.ts';
import { useView } from '#renderer/state/use-view.ts';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Choice } from '../choice.tsx';
import { DayField } from '../day-field.tsx';
import { nightsOf } from '../money/stay-price.ts';
import { useRoomsWords } from '../use-rooms-words.ts';
import { ActForm } from './act-form.tsx';
import type { ActOn } from './existing-booking.tsx';
import styles from './existing-booking.module.css';
import type { Act } from './use-act.ts';

/** Other dates, another type or room: says what it does to the total before it is done [B6]. */
export function MoveForm({
  booking,
  stay,
  lodge,
  act,
  onClose,
}: ActOn & { readonly act: Act; readonly onClose: () => void }) {
  const { t } = useTranslation('booking');
  const roomsWords = useRoomsWords();
  const { currency, businessDate } = lodge.property;
  const [from, setFrom] = useState(stay.arrival);
  const [to, setTo] = useState(stay.departure);
  const [roomTypeId, setRoomTypeId] = useState(stay.roomTypeId);
  const [roomId, setRoomId] = useState(stay.roomId);
  const [price, setPrice] = useState<'keep' | 'reprice'>('keep');
  const inHouse = stay.status === 'CHECKED_IN';
  const right = to > from || (stay.dayUse && to === from);
  const { value: free } = useView('availability.get', right ? { from, to, exceptStayId: stay.id } : null);
  const type = lodge.roomTypes.find((each) => each.id === roomTypeId);
  const offered = free?.types.find((each) => each.roomTypeId === roomTypeId);
  const rooms = offered?.rooms;
  // A room that is not free on the new nights cannot be kept.
  const chosen = rooms && roomId !== null && !rooms.some((room) => room.id === roomId) ? null : roomId;
  const agreed = { arrival: stay.arrival, nightly: stay.nightly };
  const typeChanges = roomTypeId !== stay.roomTypeId;
  const slept = sleptBefore(stay, roomTypeId, businessDate);
  const nightly = right
    ? ratesAfterMove(agreed, { from, to }, type?.nightlyRate ?? 0, price, typeChanges, slept)
    : stay.nightly;
  const after = booking.total - sumOf(stay.nightly) + sumOf(nightly);
  const money = (minor: number) => formatMoney(minor, currency, { code: true });
  const datesChange = from !== stay.arrival || to !== stay.departure;
  const changed = datesChange || typeChanges || chosen !== stay.roomId;
  const room = lodge.rooms.find((each) => each.id === chosen)?.number;
  const what = [datesChange ? formatSpan(from, to) : '', room ?? t('what.noRoom')].filter(Boolean).join(', ');

  const submit = () => {
    const occupancyId = stay.occupancyId;
    const moved = { roomId: chosen, from, to };
    const draft = { stayId: stay.id, occupancyId, price, ...moved, roomTypeId, expectedVersion: stay.version };
    const before = placeOf(booking, stay.id);
    void act.run('moveStay', draft, () => {
      if (before) offerUndo(t('done.moved', { what }), 'moveStay', moveBackNow(before, moved));
      onClose();
    });
  };
  return (
    <ActForm
      title={t('act.move')}
      act={act}
      currency={currency}
      say={changed ? t('act.moveSay', { what }) : t('act.moveSayNothing')}
      disabled={!changed || !right}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <DayField
          label={t('what.arrival')}
          value={from}
          min={businessDate}
          disabled={inHouse}
          onChange={(day) => {
            setTo(addDays(day, nightsOf(from, to)));
            setFrom(day);
          }}
        />
        <DayField
          label={t('what.departure')}
          value={to}
          min={from}
          error={right ? undefined : t('errors.datesOrder')}
          onChange={setTo}
        />
      </div>
      <Choice
        label={t('what.type')}
        value={roomTypeId}
        onChange={({ currentTarget }) => setRoomTypeId(currentTarget.value)}
      >
        {lodge.roomTypes.map((each) => {
          const count = free?.types.find((one) => one.roomTypeId === each.id)?.free ?? 0;
          return (
            <option key={each.id} value={each.id}>
              {free ? `${each.name}, ${t('what.free', { count })}` : each.name}
            </option>
          );
        })}
      </Choice>
      <Choice
        label={t('what.room')}
        value={chosen ?? ''}
        hint={offered && roomsWords(offered)}
        onChange={({ currentTarget }) => setRoomId(currentTarget.value || null)}
      >
        {!inHouse && <option value="">{t('what.noRoom')}</option>}
        {rooms?.map((each) => (
          <option key={each.id} value={each.id}>
            {each.id === stay.roomId ? each.number : `${each.number} · ${t(`roomIs.${each.status}`)}`}
          </option>
        ))}
      </Choice>
      {(datesChange || typeChanges) && (
        <Segmented
          label={t('act.price')}
          value={price}
          options={[
            { value: 'keep', label: t('act.keepPrice') },
            { value: 'reprice', label: t('act.reprice') },
          ]}
          onChange={setPrice}
        />
      )}
      <p className={styles.empty}>
        {after === booking.total
          ? t('act.sameTotal', { money: money(after) })
          : t('act.difference', { before: money(booking.total), after: money(after) })}
      </p>
    </ActForm>
  );
}
