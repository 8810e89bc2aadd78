import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { freeOf } from '../status-look.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { NumberField, isCount } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';
import styles from './forms.module.css';

/** Takes free seats out of sale, or gives blocked ones back. */
export function BlockSeatsForm({
  departureId,
  onClose,
}: {
  readonly departureId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('departures');
  const { value: departure } = useView('departure.get', { departureId, all: false });
  const [units, setUnits] = useState(1);
  const [reason, setReason] = useState('');
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const free = departure ? Math.max(0, freeOf(departure)) : 0;
  const blocked = departure?.blocked ?? 0;
  const fits = isCount(units, 1, Math.max(1, free));
  const run = async (command: 'blockSeats' | 'unblockSeats', draft: object, done: string) => {
    if (await act.run(command, { departureId, ...draft }, done)) onClose();
  };
  return (
    <FormDialog
      title={t('blockSeats')}
      note={
        departure
          ? t('block.note', { product: departure.product.name, date: formatDay(departure.date), free, blocked })
          : undefined
      }
      say={t('block.say', { count: isCount(units, 1) ? units : 0 })}
      icon="ban"
      busy={act.busy}
      disabled={!isCount(units, 1)}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() => void run('blockSeats', { units, reason: reason.trim() }, t('block.done', { count: units }))}
      beside={
        blocked > 0 && (
          <Button
            size="big"
            busy={act.busy}
            disabled={!isCount(units, 1, blocked)}
            onClick={() => void run('unblockSeats', { units }, t('block.backDone', { count: units }))}
          >
            {t('block.back', { count: isCount(units, 1, blocked) ? units : blocked })}
          </Button>
        )
      }
    >
      <div className={styles.pair}>
        <NumberField
          label={t('block.units')}
          value={units}
          min={1}
          first
          error={departure && !fits ? t('block.tooMany', { count: free }) : undefined}
          onChange={setUnits}
        />
        <Field
          label={t('block.reason')}
          placeholder={t('block.reasonHint')}
          maxLength={200}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}
