import { useTranslation } from 'react-i18next';
import { bookingSources } from '#shared/schema/words.ts';
import { Field } from '#renderer/ui/field.tsx';
import { Choice } from '../choice.tsx';
import { ClockField } from '../clock-field.tsx';
import { Stepper } from '../stepper.tsx';
import styles from './new-booking.module.css';
import type { SectionProps } from './what-section.tsx';

/** How many come, what they wish for, when, and from which source the booking is. */
export function PartySection({ form, set, errorOf }: SectionProps) {
  const { t } = useTranslation('booking');
  return (
    <section className={styles.section} aria-label={t('party.title')}>
      <div className={styles.party}>
        <Stepper
          label={t('party.adults')}
          field="adults"
          value={form.adults}
          min={1}
          max={20}
          error={errorOf('adults')}
          onChange={(adults) => set({ adults })}
        />
        <Stepper
          label={t('party.children')}
          value={form.children}
          min={0}
          max={20}
          onChange={(children) => set({ children })}
        />
        <ClockField
          label={t('party.expectedAt')}
          wrong={t('errors.timeInvalid')}
          value={form.expectedAt}
          onChange={(expectedAt) => set({ expectedAt })}
        />
      </div>
      <div className={styles.two}>
        <Field
          label={t('party.wishes')}
          value={form.wishes}
          maxLength={500}
          onChange={({ currentTarget }) => set({ wishes: currentTarget.value })}
        />
        <Field
          label={t('party.note')}
          value={form.note}
          maxLength={500}
          onChange={({ currentTarget }) => set({ note: currentTarget.value })}
        />
        <Choice
          label={t('source.label')}
          value={form.source}
          onChange={({ currentTarget }) => {
            const source = bookingSources.find((each) => each === currentTarget.value);
            if (source) set({ source });
          }}
        >
          {bookingSources.map((source) => (
            <option key={source} value={source}>
              {t(`source.${source}`)}
            </option>
          ))}
        </Choice>
        <Field
          label={t('source.reference')}
          placeholder={t('source.referenceHint')}
          value={form.externalRef}
          maxLength={80}
          onChange={({ currentTarget }) => set({ externalRef: currentTarget.value })}
        />
      </div>
    </section>
  );
}
