import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { formatDay } from '#renderer/ui/format.ts';
import { useDepartureAct, useRefusalWords } from '../use-departure-act.ts';
import { TextArea } from './fields.tsx';
import { FormDialog } from './form-dialog.tsx';

export interface WriteFormProps {
  readonly departure: DepartureView;
  readonly kind: 'toAll' | 'reminder';
  readonly onClose: () => void;
}

/** Writes to everybody with seats: the messages wait in the outbox, and go as soon as there is a line. */
export function WriteForm({ departure, kind, onClose }: WriteFormProps) {
  const { t } = useTranslation('departures');
  const { product, date, time, bookings } = departure;
  const [text, setText] = useState(() =>
    kind === 'toAll'
      ? ''
      : t('write.reminderText', {
          product: product.name,
          date: formatDay(date, 'full'),
          time,
          meet: product.meetingPoint || '–',
        }),
  );
  const act = useDepartureAct();
  const refusal = useRefusalWords();
  return (
    <FormDialog
      title={kind === 'toAll' ? t('write.toAll', { count: bookings }) : t('write.remind')}
      note={t('write.note')}
      say={kind === 'toAll' ? t('write.say', { count: bookings }) : t('write.sayRemind', { count: bookings })}
      icon="mail"
      width={560}
      busy={act.busy}
      disabled={text.trim() === '' || bookings === 0}
      refused={refusal(act.refused)}
      onClose={onClose}
      onSubmit={() =>
        void act
          .run(
            'writeToAll',
            { departureId: departure.id, kind, text: text.trim() },
            t('write.done', { count: bookings }),
          )
          .then((done) => done && onClose())
      }
    >
      <TextArea label={t('write.text')} first maxLength={2000} value={text} onChange={setText} />
    </FormDialog>
  );
}
