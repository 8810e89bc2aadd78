import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { BookingItemsView } from '#shared/rpc/sale-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { useView } from '#renderer/state/use-view.ts';
import { formatMoney } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { SideBySide, itemsInWords } from '../side-by-side.tsx';
import { ActForm } from './act-form.tsx';
import styles from './existing-booking.module.css';
import type { SaleOn } from './sale-items.tsx';
import type { Act } from './use-act.ts';

export interface MergeFormProps extends SaleOn {
  readonly act: Act;
  readonly onClose: () => void;
  readonly otherId: string;
}

/** One booking out of two that were made for one party [B5]: both beside each other, which one stays, and what they come to. */
export function MergeForm({ otherId, ...on }: MergeFormProps) {
  const { t } = useTranslation(['booking', 'shell']);
  const { value: other, error } = useView('booking.get', { bookingId: otherId });
  const { value: otherItems } = useView('booking.items', { bookingId: otherId });
  if (other && otherItems) return <BothForm {...on} other={other} otherItems={otherItems} />;
  const title = t('changes.merge');
  // An address may name one that is not at this desk, or not yet.
  return (
    <ActForm
      {...on}
      title={title}
      currency={on.lodge.property.currency}
      say={title}
      disabled
      onSubmit={() => undefined}
    >
      {other === null || otherItems === null ? (
        <p className={styles.empty} role="status">
          {t('view.notFound')}. {t('view.notFoundHint')}
        </p>
      ) : error ? (
        <p className={styles.empty} role="alert">
          {t('shell:states.failed')}
        </p>
      ) : (
        <LoadingRows rows={4} label={t('shell:states.loading')} />
      )}
    </ActForm>
  );
}

interface BothFormProps extends Omit<MergeFormProps, 'otherId'> {
  readonly other: BookingView;
  readonly otherItems: BookingItemsView;
}

function BothForm({ booking, items, lodge, act, onClose, other, otherItems }: BothFormProps) {
  const { t } = useTranslation('booking');
  const { currency } = lodge.property;
  // The guest of the other one is in the house already: only theirs can stay.
  const [staysId, setStaysId] = useState(other.status === 'CHECKED_IN' ? other.id : booking.id);
  const money = (minor: number) => formatMoney(minor, currency, { code: true });
  const [stays, ends] = staysId === booking.id ? [booking, other] : [other, booking];
  const names = { number: stays.number, other: ends.number };
  const submit = () =>
    void act.run(
      'mergeBookings',
      { bookingId: stays.id, expectedVersion: stays.version, otherId: ends.id, otherVersion: ends.version },
      () => {
        showToast({ tone: 'done', text: t('changes.merged', names) });
        onClose();
        // What ended is not what one goes on with.
        if (stays.id !== booking.id) openDrawer({ bookingId: stays.id });
      },
    );
  return (
    <ActForm
      title={t('changes.merge')}
      act={act}
      currency={currency}
      say={t('changes.mergeSay', { ...names, money: money(booking.total + other.total) })}
      onSubmit={submit}
      onClose={onClose}
    >
      <SideBySide
        label={t('sale.compare')}
        heads={['', booking.number, other.number]}
        rows={[
          [t('guest.name'), booking.guest.name, other.guest.name],
          [t('guest.phone'), booking.guest.phone, other.guest.phone],
          [t('guest.email'), booking.guest.email, other.guest.email],
          [t('what.title'), itemsInWords(booking, items, lodge, t), itemsInWords(other, otherItems, lodge, t)],
          [t('source.label'), t(`source.${booking.source}`), t(`source.${other.source}`)],
          [t('sale.agent'), items.agent, otherItems.agent],
          [t('price.total'), formatMoney(booking.total, currency), formatMoney(other.total, currency)],
          [t('view.paid'), formatMoney(booking.paid, currency), formatMoney(other.paid, currency)],
          [t('view.note'), booking.note, other.note],
        ]}
      />
      <fieldset className={styles.stays}>
        <legend>{t('changes.mergeStays')}</legend>
        {[booking, other].map(({ id, number }) => (
          <label key={id}>
            <input type="radio" name="stays" checked={staysId === id} onChange={() => setStaysId(id)} />
            {number}
          </label>
        ))}
      </fieldset>
      <p className={styles.empty}>{t('changes.mergeNote', names)}</p>
    </ActForm>
  );
}
