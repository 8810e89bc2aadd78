import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldView } from '#shared/rpc/departure-views.ts';
import { Field } from '#renderer/ui/field.tsx';
import { formatDuration } from '#renderer/ui/format.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { FormDialog } from './form-dialog.tsx';

/** Minutes from now on; a hold that lives longer already stays as it is. */
const choices = ['15', '30', '60', '240', '1440'] as const;

/** A hold lives longer, and says what it waits for [I4]. */
export function ExtendForm({ hold, onClose }: { readonly hold: HoldView; readonly onClose: () => void }) {
  const { t } = useTranslation('departures');
  const [minutes, setMinutes] = useState<(typeof choices)[number]>('30');
  const [waitsFor, setWaitsFor] = useState(hold.waitsFor);
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const time = formatDuration(Number(minutes) * 60_000);
  return (
    <FormDialog
      title={t('holds.extendTitle', { guest: hold.guest || t(`holdTypes.${hold.type}`), count: hold.units })}
      say={t('holds.extendSay', { count: hold.units, time })}
      icon="clock"
      busy={act.busy}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() =>
        void act
          .run(
            'extendHold',
            { holdId: hold.id, minutes: Number(minutes), waitsFor: waitsFor.trim() },
            t('holds.extended', { count: hold.units, time }),
          )
          .then((done) => done && onClose())
      }
    >
      <div>
        <Segmented
          label={t('holds.fromNow')}
          value={minutes}
          options={choices.map((value) => ({ value, label: formatDuration(Number(value) * 60_000) }))}
          onChange={setMinutes}
        />
      </div>
      <Field
        label={t('holds.waitsFor')}
        placeholder={t('holds.waitsForHint')}
        data-autofocus
        maxLength={200}
        value={waitsFor}
        onChange={({ currentTarget }) => setWaitsFor(currentTarget.value)}
      />
    </FormDialog>
  );
}
