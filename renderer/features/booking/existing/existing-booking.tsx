import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingView } from '#shared/rpc/booking-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { BookingPlace } from '#renderer/state/drawer.ts';
import { useView } from '#renderer/state/use-view.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { CardTerminal } from '../card/card-terminal.tsx';
import { BalanceCard } from './balance-card.tsx';
import { EraseGuest } from './erase-guest.tsx';
import styles from './existing-booking.module.css';
import { FolioTable } from './folio-table.tsx';
import type { StayOfBooking } from './leaving.ts';
import { Receipts } from './receipts.tsx';
import { SaleActions } from './sale-actions.tsx';
import { SaleBalance } from './sale-balance.tsx';
import { SaleItems } from './sale-items.tsx';
import { StayActions } from './stay-actions.tsx';
import { StaySummary } from './stay-summary.tsx';

/** All that an act on a stay needs to know. */
export interface ActOn {
  readonly booking: BookingView;
  readonly stay: StayOfBooking;
  readonly lodge: LodgeView;
}

/** A booking there is: who and what on the left, its money and what can be done with it on the right. */
export function ExistingBooking({ place, lodge }: { readonly place: BookingPlace; readonly lodge: LodgeView }) {
  const { t } = useTranslation(['booking', 'shell']);
  const { value: booking, error, loading, refetch } = useView('booking.get', { bookingId: place.bookingId });
  const { value: items } = useView('booking.items', { bookingId: place.bookingId });
  const [chosen, setChosen] = useState(0);
  if (loading) return <LoadingRows rows={10} label={t('shell:states.loading')} />;
  if (booking === undefined)
    return (
      <ErrorState
        title={t('shell:states.failed')}
        hint={error?.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
        retryLabel={t('shell:states.tryAgain')}
        onRetry={refetch}
      />
    );
  const stay = booking?.stays[chosen] ?? booking?.stays[0];
  const isSale = items && (items.seats.length > 0 || items.hold !== null || (booking?.stays.length ?? 0) > 1);
  if (booking && items && isSale) {
    const sale = { booking, items, lodge };
    // Arrival and departure are of a stay, whatever else was booked with it.
    const inHouse = stay !== undefined && stay.can.length > 0;
    return (
      <div className={styles.columns}>
        <div className={styles.left}>
          <SaleItems {...sale} />
          {inHouse && <StaySummary {...sale} ofSale stay={stay} chosen={chosen} onChoose={setChosen} />}
          <FolioTable booking={booking} currency={lodge.property.currency} />
          <Receipts booking={booking} currency={lodge.property.currency} />
          <EraseGuest key={booking.guest.id} guest={booking.guest} currency={lodge.property.currency} />
        </div>
        <div className={styles.right}>
          <SaleBalance {...sale} />
          <CardTerminal {...sale} />
          <SaleActions key={JSON.stringify(place)} {...sale} place={place} />
          {inHouse && (
            <StayActions key={`${stay.id} ${JSON.stringify(place)}`} {...sale} ofSale stay={stay} place={place} />
          )}
        </div>
      </div>
    );
  }
  if (!booking || !stay) return <EmptyState icon="calendar" title={t('view.notFound')} hint={t('view.notFoundHint')} />;
  const on: ActOn = { booking, stay, lodge };
  return (
    <div className={styles.columns}>
      <div className={styles.left}>
        <StaySummary {...on} chosen={chosen} onChoose={setChosen} />
        <FolioTable booking={booking} currency={lodge.property.currency} />
        <Receipts booking={booking} currency={lodge.property.currency} />
        <EraseGuest key={booking.guest.id} guest={booking.guest} currency={lodge.property.currency} />
      </div>
      <div className={styles.right}>
        <BalanceCard {...on} />
        <StayActions key={`${stay.id} ${JSON.stringify(place)}`} {...on} place={place} />
      </div>
    </div>
  );
}
