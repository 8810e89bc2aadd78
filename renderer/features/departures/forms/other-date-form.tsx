import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/kernel/dates.ts';
import type { DepartureView, WaitlistView } from '#shared/rpc/departure-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useView } from '#renderer/state/use-view.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { OneOf } from '#renderer/ui/one-of.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

export interface OtherDateFormProps {
  readonly departure: DepartureView;
  readonly entry: WaitlistView;
  readonly businessDate: string;
  readonly onClose: () => void;
}

/** How far around the wished day another one is looked for, in days. */
const AROUND = 45;

/** Departures of the same product that have room for who waits; the chosen one is booked in the drawer, and the place in the line stays until then. */
export function OtherDateForm({ departure, entry, businessDate, onClose }: OtherDateFormProps) {
  const { t } = useTranslation(['departures', 'shell']);
  const early = addDays(departure.date, -AROUND);
  const { value: found } = useView('departures.find', {
    from: early < businessDate ? businessDate : early,
    to: addDays(departure.date, AROUND),
    seats: entry.units,
    productId: departure.productId,
  });
  const [wished, choose] = useState<string | null>(null);
  const others = found?.filter(({ id }) => id !== departure.id);
  const chosen = others?.find(({ id }) => id === wished) ?? others?.[0];
  return (
    <FormDialog
      title={t('otherDate.title', { guest: entry.guest, count: entry.units })}
      say={chosen ? t('otherDate.say', { count: entry.units, date: formatDay(chosen.date) }) : t('otherDate.none')}
      busy={false}
      disabled={chosen === undefined}
      onClose={onClose}
      onSubmit={() => {
        if (chosen === undefined) return;
        onClose();
        openDrawer({ kind: 'new', departureId: chosen.id });
      }}
    >
      {others === undefined ? (
        <LoadingRows rows={3} label={t('shell:states.loading')} />
      ) : others.length === 0 ? (
        <p className={styles.note}>{t('otherDate.noneHint', { count: entry.units })}</p>
      ) : (
        <OneOf
          label={t('otherDate.dates')}
          ways={others.map(({ id, date, time, mine }) => ({
            id,
            words: `${formatDay(date)}, ${time}`,
            note: t('otherDate.free', { count: mine }),
          }))}
          chosen={chosen?.id ?? null}
          onChoose={choose}
        />
      )}
    </FormDialog>
  );
}
