import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldView } from '#shared/rpc/departure-views.ts';
import { Field } from '#renderer/ui/field.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { FormDialog } from './form-dialog.tsx';

/** Gives a hold up before its time [I4]; the button says whose booking ends with it. */
export function ReleaseForm({ hold, onClose }: { readonly hold: HoldView; readonly onClose: () => void }) {
  const { t } = useTranslation('departures');
  const [reason, setReason] = useState('');
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const { guest, units, bookingNumber, paying } = hold;
  return (
    <FormDialog
      title={t('holds.releaseTitle', { guest: guest || t(`holdTypes.${hold.type}`) })}
      note={paying ? t('holds.releasePaying') : t('holds.releaseNote')}
      say={
        bookingNumber === ''
          ? t('holds.releaseSay', { count: units })
          : t('holds.releaseSayBooking', { count: units, number: bookingNumber })
      }
      loss
      busy={act.busy}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() =>
        void act
          .run('releaseHold', { holdId: hold.id, reason: reason.trim() }, t('holds.released', { count: units }))
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
