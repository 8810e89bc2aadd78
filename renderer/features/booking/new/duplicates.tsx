import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { BookingForm } from './form.ts';
import { Compare } from './compare.tsx';
import { MergeTick, type Merging, mayMerge } from './merge-tick.tsx';
import styles from './new-booking.module.css';

export interface DuplicatesProps {
  readonly form: BookingForm;
  readonly datesRight: boolean;
  /** Departures of which seats are asked for: who goes there already is warned of too. */
  readonly departureIds?: readonly string[];
  /** What is about to be booked, in words; left out, its nights. */
  readonly what?: string;
  /** Left out where no booking of both can be made. */
  readonly merging?: Merging;
  /** What this form has made already is no duplicate of itself. */
  readonly madeId?: string;
}

/** Warns of what may be the same booking again: same guest, phone or e-mail on overlapping dates [B5]. */
export function Duplicates({
  form,
  datesRight,
  departureIds = [],
  merging,
  madeId,
  what = formatSpan(form.from, form.to),
}: DuplicatesProps) {
  const { t } = useTranslation('booking');
  const { guest } = form;
  const [phone] = useDebouncedValue(guest ? guest.phone : form.phone.trim(), 200);
  const [email] = useDebouncedValue(guest ? guest.email : form.email.trim(), 200);
  const asks = datesRight && (guest !== null || phone.replaceAll(/\D/g, '').length >= 6 || email.includes('@'));
  const { value } = useView(
    'booking.duplicates',
    asks
      ? { guestId: guest?.id ?? null, phone, email, from: form.from, to: form.to, departureIds: [...departureIds] }
      : null,
  );
  const [compared, setCompared] = useState<string | null>(null);
  const found = asks ? value?.filter(({ bookingId }) => bookingId !== madeId) : undefined;
  const first = found?.[0];
  if (!found || !first) return null;
  const shown = compared === first.bookingId;
  return (
    <>
      <div className={styles.duplicate} role="status">
        <Icon name="warning" />
        <span>
          {t('duplicates.text', { number: first.number, guest: first.guest, span: formatSpan(first.from, first.to) })}
          {found.length > 1 && ` ${t('duplicates.more', { count: found.length - 1 })}`}
        </span>
        <Button size="small" look="quiet" onClick={() => openDrawer({ bookingId: first.bookingId })}>
          {t('duplicates.look')}
        </Button>
        <Button
          size="small"
          look="quiet"
          aria-expanded={shown}
          onClick={() => setCompared(shown ? null : first.bookingId)}
        >
          {t(shown ? 'sale.same' : 'sale.compare')}
        </Button>
      </div>
      {shown && <Compare bookingId={first.bookingId} form={form} what={what} />}
      {merging && mayMerge(merging, first) && (shown || merging.otherId === first.bookingId) && (
        <MergeTick key={first.bookingId} other={first} merging={merging} />
      )}
    </>
  );
}
