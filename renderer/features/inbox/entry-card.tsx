import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useLine } from '#renderer/state/line.ts';
import { showPanel } from '#renderer/state/panels.ts';
import { goToItem } from '#renderer/state/router.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatClock, formatDay, formatDuration, formatMoney, formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { dayIn } from '#shared/kernel/dates.ts';
import { type Answer, answersOf, isCostly, waitsForLead } from './answers.ts';
import { answerWords, entryWords } from './entry-words.ts';
import styles from './inbox.module.css';

export interface EntryCardProps {
  readonly entry: InboxEntryView;
  readonly lodge: LodgeView;
  /** Whoever looks is of those who lead: some answers are theirs only. */
  readonly isLead: boolean;
  /** The keys are on it: its first answer is filled. */
  readonly chosen: boolean;
  readonly busy: boolean;
  /** Milliseconds since 1970: what “since” is counted to. */
  readonly now: number;
  readonly onChoose: () => void;
  readonly onAnswer: (answer: Answer, words: string) => void;
}

const looks = { refusal: styles.refused, exception: styles.exception, approval: styles.approval } as const;
const marks = { refusal: 'ban', exception: 'warning', approval: 'hourglass' } as const;

/** One thing that waits: what happened, since when, whom it concerns, what it costs, and its numbered ways out. */
export function EntryCard({ entry, lodge, isLead, chosen, busy, now, onChoose, onAnswer }: EntryCardProps) {
  const { t, i18n } = useTranslation(['inbox', 'refusals', 'commands']);
  const { currency, zone, businessDate } = lodge.property;
  const words = entryWords(entry, t, i18n);
  const { concerns } = entry;
  const [ready, setReady] = useState<number | null>(null);
  const isCopy = useLine(({ line }) => line?.state === 'forked');
  const refused = entry.type === 'refusal';
  const approval = entry.type === 'approval';
  const standing = standingOf(entry);
  const { expiresAt } = entry.detail;
  const left = typeof expiresAt === 'string' ? Date.parse(expiresAt) - now : Number.NaN;
  const until = Number.isNaN(left) ? '' : formatDuration(Math.max(0, left));
  const at = formatClock(entry.since, zone);
  const day = dayIn(zone, entry.since);
  const age = formatDuration(now - Date.parse(entry.since));
  const money = concerns.amount ? formatMoney(concerns.amount, concerns.currency ?? currency, { code: true }) : '';
  const facts: readonly (readonly [string, string])[] = [
    [t('facts.concerns'), concerns.guest ?? ''],
    [t('facts.since'), t('sinceAgo', { at: day === businessDate ? at : `${formatDay(day, 'short')} ${at}`, age })],
    [t('facts.costs'), money ? t(standing, { money }) : t('costsNothing')],
    [t('facts.heldUntil'), until === '' ? '' : t('approval.left', { time: until })],
    [t('facts.booking'), concerns.bookingNumber ?? ''],
    [t('facts.room'), concerns.room ?? ''],
    [t('facts.dates'), concerns.from && concerns.to ? formatSpan(concerns.from, concerns.to) : ''],
    [t('facts.desk'), refused ? entry.deskCode : ''],
  ];
  const answers = answersOf(entry, isLead);
  const { bookingId } = concerns;
  const { departureId } = entry.detail;
  return (
    <article className={`${styles.entry} ${looks[entry.type]} ${chosen ? styles.chosen : ''}`} aria-label={words.title}>
      <div className={styles.body}>
        <header>
          <span className={styles.dot}>
            <Icon name={marks[entry.type]} size="m" />
          </span>
          <h2>
            <button
              type="button"
              data-entry={entry.id}
              tabIndex={chosen ? 0 : -1}
              aria-pressed={chosen}
              onFocus={onChoose}
              onClick={onChoose}
            >
              {words.title}
            </button>
          </h2>
          <Tag tone={refused ? 'late' : approval ? 'in' : 'out'}>{words.tag}</Tag>
          {entry.what === 'desk-forked' && isCopy && (
            <Button size="small" className={styles.open} onClick={() => showPanel('standing', true)}>
              {t('enterCode')}
            </Button>
          )}
          {!bookingId && typeof departureId === 'string' && (
            <Button
              size="small"
              look="quiet"
              className={styles.open}
              onClick={() => goToItem('departures', departureId)}
            >
              {t('openDeparture')}
            </Button>
          )}
          {bookingId && (
            <Button size="small" look="quiet" className={styles.open} onClick={() => openDrawer({ bookingId })}>
              {t('openBooking')}
            </Button>
          )}
        </header>
        <p>{words.text}</p>
        <dl>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </div>
      <div className={styles.answers}>
        {entry.status !== 'open' && (
          <p className={styles.status}>
            <Icon name="checkCircle" />
            {t(`status.${entry.status}`, { by: entry.answeredBy })}
          </p>
        )}
        {answers.map((answer, index) => {
          const { words: say, note } = answerWords(entry, answer, currency, t);
          const costly = isCostly(answer);
          const loss = answer.kind === 'dismiss' || answer.kind === 'reject' || (costly && answer.kind !== 'approve');
          return (
            <Button
              key={index}
              className={styles.answer}
              look={loss ? 'loss' : chosen && index === 0 ? 'primary' : 'plain'}
              busy={busy}
              aria-keyshortcuts={String(index + 1)}
              data-answer={index}
              onFocus={() => setReady(costly ? index : null)}
              onBlur={() => setReady(null)}
              onClick={() => onAnswer(answer, say)}
            >
              <KeyHint keys={String(index + 1)} />
              <span className={styles.say}>{say}</span>
              <span className={styles.note}>{ready === index ? t('remedies.enterDoes') : note}</span>
            </Button>
          );
        })}
        {waitsForLead(entry, isLead) && <p className={styles.waits}>{t('remedies.cameOnceLead')}</p>}
      </div>
    </article>
  );
}

/** What its money is to the house. */
function standingOf({ type, what }: InboxEntryView) {
  if (type === 'approval') return 'approval.sale';
  if (type === 'refusal') return 'toCollect';
  return what.startsWith('payment-') ? 'inQuestion' : 'held';
}
