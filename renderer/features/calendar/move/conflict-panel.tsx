import i18next from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import type { Alternative } from '#shared/schema/answers.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatSpan } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { useView } from '#renderer/state/use-view.ts';
import { alternativeWords } from './alternative-words.ts';
import type { Conflict } from './move-state.ts';
import { differenceOf } from './price-change.ts';
import { leaveConflict, takeAlternative } from './run-move.ts';

/** What a refused move met with: what was moved, what is in the way, what fits. Keys 1 to 4 choose, Escape leaves it. */
export function ConflictPanel({ conflict, lodge }: { readonly conflict: Conflict; readonly lodge: LodgeView }) {
  const { t } = useTranslation('calendar');
  const [busy, setBusy] = useState<number | null>(null);
  const running = useRef(false);
  const { bar, draft, refused } = conflict;
  const { value: booking } = useView('booking.get', { bookingId: bar.bookingId });
  // A way is measured by what was agreed with the guest, not by the move that was tried.
  const ways = refused.alternatives
    .slice(0, 4)
    .map((way) => ({ ...way, difference: differenceOf(way, booking ?? undefined, lodge) }));
  const roomOf = (id: unknown) => lodge.rooms.find((room) => room.id === id)?.number;
  const type = lodge.roomTypes.find((one) => one.id === (draft.roomTypeId ?? bar.roomTypeId))?.name ?? '';
  const was = roomOf(bar.roomId) ?? t('unassigned');
  const wanted = roomOf(draft.roomId) ?? t('unassigned');
  const other = text(refused.detail['guest']);

  const take = async (way: Alternative, index: number) => {
    // A key pressed twice must not run a command twice.
    if (running.current) return;
    running.current = true;
    setBusy(index);
    await takeAlternative(way, lodge);
    running.current = false;
    setBusy(null);
  };
  useKeys([
    { id: 'calendar.leaveConflict', keys: 'Esc', group: 'calendar', label: () => t('putBack'), run: leaveConflict },
    ...ways.map((way, index) => ({
      id: `calendar.way.${index + 1}`,
      keys: String(index + 1),
      group: 'calendar' as const,
      label: () => t('keys.way', { number: index + 1 }),
      run: () => void take(way, index),
    })),
  ]);

  return (
    <aside className="cal-panel" role="dialog" aria-labelledby="cal-conflict">
      <header>
        <span className="cal-panel-mark">
          <Icon name="warning" size="l" />
        </span>
        <div>
          <h2 id="cal-conflict">{titleOf(conflict, wanted, t)}</h2>
          <p>{t('nothingChanged', { name: bar.name, place: was })}</p>
        </div>
        <Button look="quiet" size="small" icon="close" aria-label={t('putBack')} onClick={leaveConflict} />
      </header>
      <section>
        <h3>{t('youMoved')}</h3>
        <div className="cal-pair">
          <b>{[bar.name, t('guests', { count: bar.adults + bar.children })].join(', ')}</b>
          <span>{formatSpan(draft.from, draft.to)}</span>
        </div>
        <p>{[`${was} → ${wanted}`, type, bar.bookingNumber].filter(Boolean).join(' · ')}</p>
      </section>
      {refused.detail['from'] !== undefined && (
        <section>
          <h3>{t('inTheWay')}</h3>
          <div className="cal-pair">
            <b>{other || text(refused.detail['reason']) || t('outOfOrder')}</b>
            <span>{formatSpan(text(refused.detail['from']), text(refused.detail['to']))}</span>
          </div>
          <p>{text(refused.detail['bookingNumber'])}</p>
        </section>
      )}
      <section className="cal-ways">
        <h3>{ways.length > 0 ? t('whatFits') : t('nothingFits')}</h3>
        {ways.map((way, index) => {
          const words = alternativeWords(t, way, {
            span: draft,
            roomType: type,
            room: wanted,
            other,
            currency: lodge.property.currency,
          });
          return (
            <div className="cal-way" key={`${way.kind}-${index}`}>
              <i aria-hidden="true">{index + 1}</i>
              <div>
                <b>
                  {words.title}{' '}
                  {index === 0 && way.difference === 0 && (
                    <Tag tone="house" icon="check">
                      {t('ways.noChange')}
                    </Tag>
                  )}
                </b>
                <p>{words.hint}</p>
              </div>
              <Button
                size="small"
                look={index === 0 ? 'primary' : 'plain'}
                busy={busy === index}
                aria-keyshortcuts={String(index + 1)}
                onClick={() => void take(way, index)}
              >
                {words.button}
              </Button>
            </div>
          );
        })}
      </section>
      <footer>
        <span>{ways.length > 0 ? t('pressNumber', { last: ways.length }) : ''}</span>
        <Button keys="Esc" onClick={leaveConflict}>
          {t('putBack')}
        </Button>
      </footer>
    </aside>
  );
}

function titleOf(
  { refused, draft }: Conflict,
  room: string,
  t: ReturnType<typeof useTranslation<'calendar'>>['t'],
): string {
  const { detail, reason } = refused;
  const span = formatSpan(text(detail['from']) || draft.from, text(detail['to']) || draft.to);
  if (reason === 'room-taken') return t('roomTaken', { room, span });
  if (reason === 'room-out-of-order') return t('roomOutOfOrder', { room, span });
  return i18next.t(`refusals:${reason}`);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
