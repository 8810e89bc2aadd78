import { Modal } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import 'dayjs/locale/de';
import 'dayjs/locale/en-gb';
import { addDays } from '#shared/kernel/dates.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import type { BoardRoom } from './board.ts';
import styles from './housekeeping.module.css';
import type { OutDraft } from './room-acts.ts';

export interface OutDialogProps {
  readonly board: BoardRoom;
  readonly businessDate: string;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onPutOut: (draft: OutDraft) => void;
}

/** Takes a room out, of order or of service: from when, until when, why. The button says until when. */
export function OutDialog({ board, businessDate, busy, onClose, onPutOut }: OutDialogProps) {
  const { t, i18n } = useTranslation(['housekeeping', 'shell']);
  const [draft, setDraft] = useState<OutDraft>({
    kind: 'OOO',
    from: businessDate,
    to: addDays(businessDate, 1),
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const set = (change: Partial<OutDraft>) => setDraft({ ...draft, ...change });
  const datesWrong = draft.from < businessDate || draft.to <= draft.from;
  const room = board.room.number;
  const day = {
    valueFormat: 'ddd D MMM YYYY',
    locale: i18n.language === 'de' ? 'de' : 'en-gb',
    popoverProps: { zIndex: 500 },
    classNames: { label: styles.dayLabel, input: styles.dayInput },
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('out.title', { room })}
      centered
      size={440}
      closeButtonProps={{ 'aria-label': t('shell:states.close') }}
      classNames={{ content: styles.dialog, header: styles.dialog, title: styles.dialogTitle }}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!datesWrong && draft.reason.trim()) onPutOut({ ...draft, reason: draft.reason.trim() });
        }}
      >
        <fieldset className={styles.kinds} aria-label={t('out.kind')}>
          {(['OOO', 'OOS'] as const).map((kind) => (
            <label key={kind}>
              <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => set({ kind })} />
              {t(`out.${kind}`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={t('out.reason')}
          placeholder={t('out.reasonHint')}
          data-autofocus
          value={draft.reason}
          maxLength={200}
          error={tried && !draft.reason.trim() ? t('out.reasonMissing') : undefined}
          onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
        />
        <div className={styles.pair}>
          <DateInput
            {...day}
            label={t('out.from')}
            minDate={businessDate}
            value={draft.from}
            onChange={(from) => from && set({ from })}
          />
          <DateInput
            {...day}
            label={t('out.to')}
            minDate={draft.from}
            value={draft.to}
            error={datesWrong ? t('out.datesWrong') : undefined}
            onChange={(to) => to && set({ to })}
          />
        </div>
        <Button type="submit" look="primary" size="big" keys="↵" busy={busy}>
          {t('out.say', { room, date: formatDay(draft.to, 'short') })}
        </Button>
      </form>
    </Modal>
  );
}
