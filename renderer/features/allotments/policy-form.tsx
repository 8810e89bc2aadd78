import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllotmentPolicyView } from '#shared/rpc/allotment-views.ts';
import { runCommand } from '#renderer/state/run-command.ts';
import { showToast } from '#renderer/state/toasts.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import styles from './allotments.module.css';

const figures = ['seatUnits', 'seatDays', 'roomUnits', 'roomDays', 'keepLast'] as const;
type Figure = (typeof figures)[number];

/** The most that the command takes. */
const most: Readonly<Record<Figure, number>> = {
  seatUnits: 1_000,
  seatDays: 366,
  roomUnits: 1_000,
  roomDays: 366,
  keepLast: 1_000,
};

/** What a house begins with: two seats of the next three days, a room of each type for tonight and tomorrow. */
const proposed: Readonly<Record<Figure, number>> = {
  seatUnits: 2,
  seatDays: 3,
  roomUnits: 1,
  roomDays: 2,
  keepLast: 1,
};

interface PolicyFormProps {
  /** Null for every desk. */
  readonly deskCode: string | null;
  readonly policy: AllotmentPolicyView | null;
}

/** What a desk keeps, as figures; saved with one button. */
export function PolicyForm({ deskCode, policy }: PolicyFormProps) {
  const { t } = useTranslation('allotments');
  const [active, setActive] = useState(policy?.active ?? true);
  const [texts, setTexts] = useState(() => {
    const given = figures.map((name): [Figure, string] => [name, String((policy ?? proposed)[name])]);
    return Object.fromEntries(given) as Record<Figure, string>; // one for each figure
  });
  const [busy, setBusy] = useState(false);
  const read = (name: Figure) => (/^\d{1,4}$/.test(texts[name].trim()) ? Number(texts[name]) : Number.NaN);
  const isKept = policy !== null && policy.active === active && figures.every((name) => read(name) === policy[name]);
  const isWrong = (name: Figure) => !(read(name) <= most[name]);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy || figures.some(isWrong)) return;
    setBusy(true);
    const amounts = Object.fromEntries(figures.map((name) => [name, read(name)]));
    const answer = await runCommand('setAllotmentPolicy', {
      deskCode,
      ...amounts,
      active,
      expectedVersion: policy?.version ?? 0,
    });
    setBusy(false);
    if (answer.ok) showToast({ tone: 'done', text: t('saved') });
  }

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void save(event)}>
      <label className={styles.active}>
        <input type="checkbox" checked={active} onChange={({ currentTarget }) => setActive(currentTarget.checked)} />
        {t('fields.active')}
      </label>
      {figures.map((name) => (
        <Field
          key={name}
          figures
          inputMode="numeric"
          label={t(`fields.${name}`)}
          value={texts[name]}
          disabled={!active}
          error={isWrong(name) ? t('wrong', { most: most[name] }) : undefined}
          onChange={({ currentTarget }) => setTexts({ ...texts, [name]: currentTarget.value })}
        />
      ))}
      <Button
        type="submit"
        look={deskCode === null && !isKept ? 'primary' : 'plain'}
        icon={isKept ? 'check' : undefined}
        busy={busy}
        disabled={isKept}
      >
        {t(isKept ? 'kept' : 'save')}
      </Button>
    </form>
  );
}
