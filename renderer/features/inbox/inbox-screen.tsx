import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import { announce } from '#renderer/state/announce.ts';
import { usePlace } from '#renderer/state/router.ts';
import { useLeads } from '#renderer/state/session.ts';
import { useFirstFocus } from '#renderer/state/use-first-focus.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useNow } from '#renderer/state/use-now.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { PageHead } from '#renderer/ui/page-head.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { answersOf, isCostly } from './answers.ts';
import { EntryCard } from './entry-card.tsx';
import { answerWords } from './entry-words.ts';
import styles from './inbox.module.css';
import { useAnswer } from './use-answer.ts';

type Tab = 'all' | InboxEntryView['type'];
/** So often the ages are counted anew. */
const AGES_MS = 5_000;
const NONE: readonly InboxEntryView[] = [];

/** All that waits for a person: refused requests and exceptions, each with its ways out by button or number. */
export function InboxScreen() {
  const { t } = useTranslation(['inbox', 'shell', 'refusals', 'commands']);
  const wished = usePlace().search.get('entry');
  const [tab, setTab] = useState<Tab>('all');
  const [open, setOpen] = useState(true);
  const [chosen, setChosen] = useState<string | null>(wished);
  const list = useRef<HTMLDivElement>(null);
  const { value: lodge } = useView('lodge.get', {});
  const { value: entries = NONE, error, loading, refetch } = useView('inbox.list', { open });
  const isLead = useLeads();
  const { busy, answer } = useAnswer();
  const now = useNow(AGES_MS);
  const shown = entries.filter(({ type }) => tab === 'all' || type === tab);
  const current = shown.find(({ id }) => id === chosen) ?? shown[0];
  const count = (type: Tab) => entries.filter((entry) => type === 'all' || entry.type === type).length;

  const step = (by: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, shown.findIndex(({ id }) => id === current?.id) + by))];
    if (next) setChosen(next.id);
  };
  const ready = shown.length > 0;
  useEffect(() => {
    // Keys lead the focus; a list that merely loads takes it from nobody.
    if (chosen !== null && ready) list.current?.querySelector<HTMLElement>(`[data-entry="${chosen}"]`)?.focus();
  }, [chosen, ready]);
  useFirstFocus(ready && lodge !== undefined, () => list.current?.querySelector<HTMLElement>('[data-entry]')?.focus());
  const press = (index: number) => {
    const given = current && answersOf(current, isLead)[index];
    if (!current || !given || !lodge) return;
    const { words } = answerWords(current, given, lodge.property.currency, t);
    if (!isCostly(given)) return answer(current, given, words);
    // A digit is pressed by mistake; money and bookings want a second press, on the button that says what it does.
    const entry = list.current?.querySelector(`[data-entry="${current.id}"]`)?.closest('article');
    entry?.querySelector<HTMLElement>(`[data-answer="${index}"]`)?.focus();
    announce(`${words}: ${t('remedies.enterDoes')}`);
  };
  useKeys([
    { id: 'inbox.down', keys: '↓', group: 'inbox', label: () => t('keys.down'), run: () => step(1) },
    { id: 'inbox.up', keys: '↑', group: 'inbox', label: () => t('keys.down'), run: () => step(-1) },
    ...[1, 2, 3, 4].map((n) => ({
      id: `inbox.answer${n}`,
      keys: String(n),
      group: 'inbox' as const,
      label: () => t('keys.number'),
      run: () => press(n - 1),
    })),
  ]);
  return (
    <>
      <PageHead
        title={t('shell:screens.inbox')}
        controls={
          <Segmented
            label={t('tabs.label')}
            value={tab}
            options={[
              { value: 'all', label: t('tabs.all', { count: count('all') }) },
              { value: 'refusal', label: t('tabs.refused', { count: count('refusal') }) },
              { value: 'exception', label: t('tabs.exceptions', { count: count('exception') }) },
              { value: 'approval', label: t('tabs.approvals', { count: count('approval') }) },
            ]}
            onChange={setTab}
          />
        }
        actions={
          <>
            <span className={styles.hint}>
              <KeyHint keys="↑" />
              <KeyHint keys="↓" />
              {t('keys.move')}
              <KeyHint keys="1" />–<KeyHint keys="4" />
              {t('keys.answer')}
            </span>
            <Button icon={open ? 'check' : 'inbox'} aria-pressed={!open} onClick={() => setOpen(!open)}>
              {open ? t('answered') : t('open')}
            </Button>
          </>
        }
      />
      <div className={styles.list} ref={list}>
        {(loading || !lodge) && !error && <LoadingRows rows={6} label={t('shell:states.loading')} />}
        {error && entries.length === 0 && (
          <ErrorState
            title={t('shell:states.failed')}
            hint={error.code === 'closed' ? t('shell:states.closedHint') : t('shell:states.failedHint')}
            retryLabel={t('shell:states.tryAgain')}
            onRetry={refetch}
          />
        )}
        {!loading && !error && shown.length === 0 && (
          <EmptyState
            icon="inbox"
            title={open ? t('empty') : t('emptyAnswered')}
            hint={open ? t('emptyHint') : undefined}
          />
        )}
        {lodge &&
          shown.map((entry) => (
            <EntryCard
              key={entry.id}
              entry={entry}
              lodge={lodge}
              isLead={isLead}
              chosen={entry.id === current?.id}
              busy={busy === entry.id}
              now={now}
              onChoose={() => setChosen(entry.id)}
              onAnswer={(given, words) => answer(entry, given, words)}
            />
          ))}
      </div>
    </>
  );
}
