import { useTranslation } from 'react-i18next';
import type { InboxEntryView } from '#shared/rpc/inbox-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { TodayView } from '#shared/rpc/today-views.ts';
import type { RoomStatus } from '#shared/schema/words.ts';
import { goTo } from '#renderer/state/router.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { formatClock, formatSpan } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import { AssignMenu } from './assign-menu.tsx';
import type { DayActs } from './day-acts.ts';
import styles from './today.module.css';

/** What waits for a person, newest first, in a line each. */
export function WaitingCard({ day, lodge }: { readonly day: TodayView; readonly lodge: LodgeView }) {
  const { t, i18n } = useTranslation(['today', 'inbox', 'refusals', 'commands']);
  const titleOf = ({ type, what, command, concerns, detail }: InboxEntryView) => {
    const span = concerns.from && concerns.to ? formatSpan(concerns.from, concerns.to) : '';
    const whom = [concerns.guest, concerns.room ?? concerns.roomType, span].filter(Boolean).join(', ');
    // What was refused for nobody yet, a new guest, is told by what was done, as in the inbox.
    if (type === 'refusal')
      return t('today:inbox.refused', {
        what: whom || t(`commands:${command as 'bookStay'}`, { defaultValue: command }),
      });
    if (type === 'approval') return t('inbox:approvalTitle', { what: whom });
    const known = i18n.exists(`inbox:kinds.${what}.title`) ? `inbox:kinds.${what}.title` : 'inbox:kinds.unknown.title';
    // The key was just looked up; the compiler cannot know which kinds the services name.
    const title = i18n.t(known as 'inbox:kinds.unknown.title', {
      room: concerns.room ?? '',
      product: String(detail['product'] ?? ''),
      channel: String(detail['channel'] ?? ''),
    });
    return whom && !concerns.room ? `${title}: ${whom}` : title;
  };
  const reasonOf = ({ type, what, since, concerns }: InboxEntryView) => {
    const reason =
      type === 'refusal' && i18n.exists(`refusals:${what}`)
        ? i18n.t(`refusals:${what}` as 'refusals:internal')
        : (concerns.guest ?? '');
    return [reason, t('today:inbox.since', { since: formatClock(since, lodge.property.zone) })]
      .filter(Boolean)
      .join(' · ');
  };
  return (
    <Card
      title={t('inbox.title')}
      count={
        day.waitingCount > 0 ? t('inbox.count', { shown: day.waiting.length, count: day.waitingCount }) : undefined
      }
      actions={
        <Button look="quiet" size="small" onClick={() => goTo('inbox')}>
          {t('inbox.all')}
          <Icon name="chevronRight" size="s" />
        </Button>
      }
    >
      {day.waiting.length === 0 && (
        <p className={styles.calm}>
          <Icon name="checkCircle" />
          {t('inbox.empty')}
        </p>
      )}
      {day.waiting.map((entry) => (
        <div key={entry.id} className={styles.line}>
          <span className={`${styles.dot} ${entry.type === 'refusal' ? styles.lateDot : styles.outDot}`}>
            <Icon
              name={entry.type === 'refusal' ? 'ban' : entry.type === 'approval' ? 'hourglass' : 'warning'}
              size="m"
            />
          </span>
          <span className={styles.lineText}>
            <b title={titleOf(entry)}>{titleOf(entry)}</b>
            <span>{reasonOf(entry)}</span>
          </span>
          <Button size="small" onClick={() => goTo('inbox', { entry: entry.id })}>
            {t('inbox.answer')}
          </Button>
        </div>
      ))}
    </Card>
  );
}

/** Stays of the next days that still have no room; those of today stand among the arrivals. */
export function UnassignedCard({
  day,
  lodge,
  acts,
}: {
  readonly day: TodayView;
  readonly lodge: LodgeView;
  readonly acts: DayActs;
}) {
  const { t } = useTranslation('today');
  const later = day.unassigned.filter(({ bar }) => bar.from > day.businessDate);
  const typeName = (id: string) => lodge.roomTypes.find((type) => type.id === id)?.name ?? '';
  if (later.length === 0) return null;
  return (
    <Card title={t('later.title')} count={later.length}>
      {later.slice(0, 6).map((row) => (
        <div key={row.bar.id} className={styles.line}>
          <button type="button" className={styles.lineText} onClick={() => acts.open(row)}>
            <b>{row.bar.name}</b>
            <span>{`${formatSpan(row.bar.from, row.bar.to)} · ${typeName(row.bar.roomTypeId)}`}</span>
          </button>
          <AssignMenu
            row={row}
            acts={acts}
            words={t('act.assign')}
            label={t('act.assignTo', { guest: row.bar.name })}
          />
        </div>
      ))}
    </Card>
  );
}

const kinds: readonly (readonly ['ready' | 'dirty' | 'occupied' | 'out', IconName, readonly RoomStatus[]])[] = [
  ['ready', 'check', ['VACANT_CLEAN', 'INSPECTED']],
  ['dirty', 'sparkles', ['VACANT_DIRTY']],
  ['occupied', 'bed', ['OCCUPIED']],
  ['out', 'wrench', ['OOO', 'OOS']],
];

/** How the rooms stand, as shares of the house. */
export function RoomsCard({ day }: { readonly day: TodayView }) {
  const { t } = useTranslation('today');
  const total = day.rooms.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card
      title={t('rooms.title')}
      count={total}
      actions={
        <Button look="quiet" size="small" onClick={() => goTo('housekeeping')}>
          {t('rooms.board')}
          <Icon name="chevronRight" size="s" />
        </Button>
      }
    >
      <dl className={styles.rooms}>
        {kinds.map(([kind, icon, statuses]) => {
          const count = day.rooms
            .filter(({ status }) => statuses.includes(status))
            .reduce((sum, each) => sum + each.count, 0);
          return (
            <div key={kind} className={styles[kind]}>
              <dt>
                <Icon name={icon} size="m" />
                {t(`rooms.${kind}`)}
              </dt>
              <dd>
                <span className={styles.share} aria-hidden="true">
                  <i style={{ width: `${total ? (100 * count) / total : 0}%` }} />
                </span>
                <b>{count}</b>
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}
