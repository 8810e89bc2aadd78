import { useTranslation } from 'react-i18next';
import type { MakingView } from '#shared/rpc/sync-views.ts';
import { readSession } from '#renderer/state/session.ts';
import { CodeForm } from './code-form.tsx';
import { type ExplainedTrouble, codeFor, explainedTroubleOf } from './desk-trouble.ts';

/** What keeps the lodge from being fetched and does not pass by itself, with the form for the code that mends it; null where nothing does. */
export function makingTrouble(making: MakingView) {
  const trouble = explainedTroubleOf(making);
  return trouble === undefined ? null : <MakingTrouble desk={making.desk} trouble={trouble} />;
}

interface MakingTroubleProps {
  readonly desk: string;
  readonly trouble: ExplainedTrouble;
}

function MakingTrouble({ desk, trouble }: MakingTroubleProps) {
  const { t } = useTranslation('sync');
  const code = codeFor(trouble);
  return (
    <div role="status">
      <b>{t(`trouble.${trouble}.title`, { desk })}</b>
      <p>{t(`trouble.${trouble}.way`, { desk })}</p>
      {code && <CodeForm as={code} desk={desk} onDone={askAgain} />}
    </div>
  );
}

function askAgain(): void {
  // Without a wire there is nothing to ask; the screen asks anyway.
  readSession().catch(() => undefined);
}
