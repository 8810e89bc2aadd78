import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '#shared/rpc/contract.ts';
import { type CameBy, cameAlike } from '#shared/bookings/came-alike.ts';
import styles from './new-booking.module.css';

type Duplicate = OutputOf<'booking.duplicates'>[number];

/** The booking that is to be made one with this one once it is booked, if any, and its choice. */
export interface Merging {
  readonly otherId: string | null;
  readonly choose: (otherId: string | null) => void;
  /** By which way the one that is about to be made comes. */
  readonly by: CameBy;
}

/** Only two that are confirmed and came by the same way become one. */
export function mayMerge({ by }: Merging, other: Duplicate): boolean {
  return other.status === 'CONFIRMED' && cameAlike(by, other);
}

/** Offers one booking of both. What is out of sight is not chosen: with the booking it names, the choice goes. */
export function MergeTick({
  other,
  merging: { otherId, choose },
}: {
  readonly other: Duplicate;
  readonly merging: Merging;
}) {
  const { t } = useTranslation('booking');
  useEffect(() => () => choose(null), [choose]);
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={otherId === other.bookingId}
        onChange={({ currentTarget }) => choose(currentTarget.checked ? other.bookingId : null)}
      />
      {t('duplicates.merge', { number: other.number })}
    </label>
  );
}
