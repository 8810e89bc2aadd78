import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { Field } from '#renderer/ui/field.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { FormDialog } from './form-dialog.tsx';

/** Takes a departure off sale by hand [I8]; what is held and sold stays. */
export function CloseSaleForm({
  departure,
  onClose,
}: {
  readonly departure: DepartureView;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('departures');
  const [reason, setReason] = useState('');
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  return (
    <FormDialog
      title={t('sale.close')}
      note={t('sale.closeNote')}
      say={t('sale.closeSay', { count: departure.confirmed + departure.held })}
      icon="lock"
      busy={act.busy}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() =>
        void act
          .run('closeSale', { departureId: departure.id, reason: reason.trim() }, t('sale.closed'))
          .then((done) => done && onClose())
      }
    >
      <Field
        label={t('form.reason')}
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </FormDialog>
  );
}
