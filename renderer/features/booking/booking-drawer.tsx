import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalePromise } from '#shared/schema/words.ts';
import { type DrawerContent, closeDrawer, useDrawer } from '#renderer/state/drawer.ts';
import { isShutOut, useLine } from '#renderer/state/line.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Drawer } from '#renderer/ui/drawer.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { BookingMarks } from './existing/booking-marks.tsx';
import { ExistingBooking } from './existing/existing-booking.tsx';
import { type MoreThanARoom, NewBooking } from './new/new-booking.tsx';
import { startForm } from './new/form.ts';
import { firstItems } from './sale/first-items.ts';
import { NewSale } from './sale/new-sale.tsx';
import { useReceiptPlace } from './receipt/receipt-place.ts';
import { ReceiptPreview } from './receipt/receipt-preview.tsx';

/** One drawer for every booking, new or there already, over any screen. */
export function BookingDrawer() {
  const { t } = useTranslation(['booking', 'shell']);
  const open = useDrawer();
  const content = useLast(open);
  const { receiptId } = useReceiptPlace();
  const { value: lodge } = useView('lodge.get', open ? {} : null);
  const place = content && 'bookingId' in content ? content : null;
  const bookingId = place?.bookingId ?? null;
  const { value: booking } = useView('booking.get', bookingId ? { bookingId } : null);
  // A booking in the making is not thrown away by a key: the first Esc asks, the second goes on with it.
  const [begun, setBegun] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [more, setMore] = useState<MoreThanARoom | null>(null);
  const [promise, setPromise] = useState<SalePromise | null>(null);
  const isNew = open !== null && !('bookingId' in open);
  if (leaving && !(isNew && begun)) setLeaving(false);
  if (more && !isNew) setMore(null);
  const offline = useLine(({ line }) => line !== null && line.state !== 'online');
  const shutOut = useLine(({ line }) => line !== null && isShutOut(line.state));

  const number = booking?.number ?? '';
  const title = bookingId ? t('title.existing', { number }) : isWalkIn(content) ? t('title.walkIn') : t('title.new');
  const offlineMark = shutOut ? (
    <Tag tone="late" icon="ban">
      {t('shutOutMark')}
    </Tag>
  ) : (
    offline && (
      <Tag tone="tent" icon="cloudOff">
        {t('offlineMark')}
      </Tag>
    )
  );
  return (
    <>
      <Drawer
        open={open !== null}
        // Esc belongs to the receipt while it lies on top.
        onClose={() => {
          if (receiptId !== null) return;
          if (isNew && begun) setLeaving(!leaving);
          else closeDrawer();
        }}
        title={title}
        mark={
          bookingId ? (
            booking && <BookingMarks booking={booking} />
          ) : promise && (promise === 'guaranteed' || offline) ? (
            // With the line the server answers at once: only what this desk may promise without it is worth a mark.
            <PromiseMark promise={promise} />
          ) : (
            offlineMark
          )
        }
        closeLabel={t('shell:states.close')}
      >
        {!lodge || !content ? (
          <LoadingRows rows={10} label={t('shell:states.loading')} />
        ) : place ? (
          <ExistingBooking key={place.bookingId} place={place} lodge={lodge} />
        ) : more || !('draft' in content) ? (
          <NewSale
            key={more ? 'more' : 'kind' in content ? content.departureId : ''}
            {...(more
              ? { start: more.form, items: firstItems(more, lodge) }
              : {
                  start: startForm({}, lodge.property.businessDate),
                  items: firstItems('kind' in content ? content.departureId : null, lodge),
                })}
            wantsSeats={more?.add === 'seats'}
            lodge={lodge}
            leaving={leaving}
            onBegun={setBegun}
            onPromise={setPromise}
            onStay={() => setLeaving(false)}
            onLeave={closeDrawer}
          />
        ) : (
          'draft' in content && (
            <NewBooking
              onMore={setMore}
              key={JSON.stringify(content.draft)}
              draft={content.draft}
              lodge={lodge}
              leaving={leaving}
              onBegun={setBegun}
              onStay={() => setLeaving(false)}
              onLeave={closeDrawer}
            />
          )
        )}
      </Drawer>
      <ReceiptPreview />
    </>
  );
}

/** Whether this desk may promise all of it, said at the top [S32]. */
function PromiseMark({ promise }: { readonly promise: SalePromise }) {
  const { t } = useTranslation('booking');
  return promise === 'guaranteed' ? (
    <Tag tone="house" icon="shield">
      {t('sale.guaranteed')}
    </Tag>
  ) : (
    <Tag tone="tent" icon="cloud">
      {t('sale.tentative')}
    </Tag>
  );
}

/** What lay open last keeps standing while the drawer slides out. */
function useLast(content: DrawerContent | null): DrawerContent | null {
  const [last, setLast] = useState(content);
  if (content && content !== last) setLast(content);
  return content ?? last;
}

function isWalkIn(content: DrawerContent | null): boolean {
  return content !== null && 'draft' in content && content.draft.walkIn === true;
}
