import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn, instantAt } from '#shared/kernel/dates.ts';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { FormDialog } from './form-dialog.tsx';
import { QuotasFields, readQuotas, typedQuotas } from './quotas-fields.tsx';

/** Sets the quotas of a departure [I7], and from which day on they no longer bind. */
export function QuotasForm({
  departure,
  onClose,
}: {
  readonly departure: DepartureView;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('departures');
  const { zone } = departure;
  const [typed, setTyped] = useState(() => typedQuotas(departure.quotas, (moment) => dayIn(zone, moment)));
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  const quotas = readQuotas(typed, (day) => instantAt(day, '00:00', zone));
  return (
    <FormDialog
      title={t('quotas.title')}
      note={t('quotas.note', { count: departure.total - departure.blocked })}
      say={t('quotas.say')}
      width={560}
      busy={act.busy}
      disabled={quotas === null}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() =>
        void act
          .run('setQuotas', { departureId: departure.id, quotas }, t('quotas.done'))
          .then((done) => done && onClose())
      }
    >
      <QuotasFields quotas={typed} of="departure" onChange={setTyped} />
    </FormDialog>
  );
}
