import { useTranslation } from 'react-i18next';
import type { GuestView } from '#shared/rpc/booking-views.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { countriesIn } from './countries.ts';
import styles from './new-booking.module.css';

/** A guest so that two of one name can be told apart: country, phone or e-mail, stays, the last one. */
export function GuestLine({ guest }: { readonly guest: GuestView }) {
  const { t, i18n } = useTranslation('booking');
  const country = countriesIn(i18n.language).find(({ code }) => code === guest.country)?.name ?? guest.country;
  const facts = [
    guest.phone || guest.email,
    t('guest.stays', { count: guest.stays }),
    guest.lastStay ? t('guest.last', { date: formatDay(guest.lastStay, 'month') }) : '',
    guest.note,
  ];
  return (
    <>
      <span className={styles.avatar} aria-hidden="true">
        {initialsOf(guest.name)}
      </span>
      <span className={styles.person}>
        <span className={styles.personName}>
          <b>{guest.name}</b>
          <span className={styles.quiet}>{country}</span>
          {guest.vip && (
            <Tag tone="outline" icon="star">
              {t('guest.vip')}
            </Tag>
          )}
        </span>
        <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
      </span>
    </>
  );
}

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => word?.[0]?.toLocaleUpperCase() ?? '').join('');
}
