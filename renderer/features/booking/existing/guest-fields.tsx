import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { countryCode } from '../new/countries.ts';
import styles from './existing-booking.module.css';
import type { GuestEdit } from './guest-edit.ts';

/** The guest's own data. */
export function GuestFields({
  guest,
  onChange,
}: {
  readonly guest: GuestEdit;
  readonly onChange: (guest: GuestEdit) => void;
}) {
  const { t } = useTranslation('booking');
  const set = (change: Partial<GuestEdit>) => onChange({ ...guest, ...change });
  return (
    <>
      <Field
        label={t('guest.name')}
        value={guest.name}
        error={guest.name.trim() ? undefined : t('errors.nameMissing')}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <div className={styles.pair}>
        <Field
          label={t('guest.phone')}
          type="tel"
          value={guest.phone}
          onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
        />
        <Field
          label={t('guest.country')}
          value={guest.country}
          error={countryCode(guest.country) === null ? t('errors.countryUnknown') : undefined}
          onChange={({ currentTarget }) => set({ country: currentTarget.value })}
        />
      </div>
      <Field
        label={t('guest.email')}
        type="email"
        value={guest.email}
        onChange={({ currentTarget }) => set({ email: currentTarget.value })}
      />
      <Field
        label={t('act.guestNote')}
        value={guest.note}
        onChange={({ currentTarget }) => set({ note: currentTarget.value })}
      />
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={guest.vip}
          onChange={({ currentTarget }) => set({ vip: currentTarget.checked })}
        />
        {t('act.vip')}
      </label>
    </>
  );
}
