import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureCell, DepartureView } from '#shared/rpc/departure-views.ts';
import { isGuaranteed } from '#shared/tours/departure-status.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CapacityBar } from '../capacity-bar.tsx';
import { Countdown } from '../countdown.tsx';
import { freeOf, isBookable, statusLook } from '../status-look.ts';
import styles from './hover-card.module.css';
import type { ShownCell } from './month-grid.tsx';

/** What the card's buttons do. */
export interface CardActions {
  readonly book: (departureId: string) => void;
  readonly open: (departureId: string) => void;
  /** Left out for those who may not. */
  readonly block: ((departureId: string) => void) | undefined;
}

export interface HoverCardProps {
  readonly shown: ShownCell;
  readonly actions: CardActions;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

const WIDTH = 344;
const HEIGHT = 330;

/** The card of the cell under the pointer: its seats by all that they are counted by, and what can be done at once. */
export function HoverCard({ shown, actions, onEnter, onLeave }: HoverCardProps) {
  const { departures } = shown.cell;
  const [chosen, choose] = useState(departures[0].id);
  const cell = departures.find(({ id }) => id === chosen) ?? departures[0];
  const { value } = useView('departure.get', { departureId: cell.id, all: false });
  return (
    <div
      className={styles.card}
      style={placeFor(shown.at)}
      role="group"
      aria-label={shown.product.name}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
    >
      {departures.length > 1 && (
        <div className={styles.times}>
          {departures.map(({ id, time }) => (
            <button key={id} type="button" aria-pressed={id === cell.id} onClick={() => choose(id)}>
              {time}
            </button>
          ))}
        </div>
      )}
      <CardBody cell={cell} product={shown.product.name} view={value ?? undefined} actions={actions} />
    </div>
  );
}

interface CardBodyProps {
  readonly cell: DepartureCell;
  readonly product: string;
  /** Undefined until it is read; its places are kept. */
  readonly view: DepartureView | undefined;
  readonly actions: CardActions;
}

function CardBody({ cell, product, view, actions }: CardBodyProps) {
  const { t } = useTranslation('departures');
  const { total, blocked, held, confirmed, status, promised } = cell;
  const free = freeOf(cell);
  const sellable = total - blocked;
  const next = view?.holds.find(({ paying }) => !paying);
  const end = view && view.endsOn !== view.date ? ` → ${formatDay(view.endsOn)}` : '';
  // Only beside a quota there is a rest to speak of [I7].
  const shares = view?.groups.some(({ most }) => most !== null) ?? false;
  const guide = cell.guide && ` · ${cell.guide}`;
  return (
    <>
      <header>
        <b>{product}</b>
        <Tag {...statusLook[status]}>{t(`status.${status}`)}</Tag>
      </header>
      <p className={styles.when}>{`${formatDay(cell.date)}, ${cell.time}${end}${guide}`}</p>
      <dl className={styles.figures}>
        {(
          [
            ['total', total],
            ['blocked', blocked],
            ['sellable', sellable],
            ['free', free],
          ] as const
        ).map(([name, value]) => (
          <div key={name} className={name === 'free' && status === 'FEW_LEFT' ? styles.few : undefined}>
            <dt>{t(`figures.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {promised > 0 && (
          <div className={styles.own}>
            <dt>{t('figures.own')}</dt>
            <dd>
              <Icon name="shield" size="m" />
              {promised}
            </dd>
          </div>
        )}
      </dl>
      <CapacityBar size="card" {...{ confirmed, held, blocked }} of={total} />
      <p className={styles.parts}>
        <span>{t('parts.confirmed', { count: confirmed })}</span>
        <span>{t('parts.held', { count: held })}</span>
        <span>{t('parts.free', { count: Math.max(0, free) })}</span>
        <span>{t('parts.blocked', { count: blocked })}</span>
      </p>
      <ul className={styles.groups}>
        {(view?.groups ?? []).map(({ group, sold, held: inHold, most }) => (
          <li key={group}>
            <span>{t(`groups.${group}`)}</span>
            <CapacityBar size="row" confirmed={sold} held={inHold} of={most ?? sellable} />
            <b>
              {most !== null
                ? t('ofMost', { count: sold + inHold, most })
                : shares
                  ? t('ofRest', { count: sold + inHold })
                  : sold + inHold}
            </b>
          </li>
        ))}
      </ul>
      <p className={`${styles.held} ${held === 0 ? styles.none : ''}`}>
        <Icon name="clock" />
        {held === 0 ? (
          t('held.none')
        ) : next ? (
          <span>
            {t('held.next', { count: held })} <Countdown until={next.expiresAt} strong />
          </span>
        ) : (
          t('held.some', { count: held })
        )}
      </p>
      <p className={styles.also}>
        <span>{t('overbooking', { used: view?.overbooked ?? 0, limit: view?.overbookingLimit ?? 0 })}</span>
        <span>{t('waitlistCount', { count: cell.waiting })}</span>
        {cell.minParticipants > 0 && (
          <span className={isGuaranteed(cell, cell) ? styles.reached : styles.missing}>
            <Icon name={isGuaranteed(cell, cell) ? 'check' : 'warning'} size="m" />
            {isGuaranteed(cell, cell)
              ? t('minimum.reached', { count: cell.minParticipants })
              : t('minimum.missing', { count: cell.minParticipants - confirmed, of: cell.minParticipants })}
          </span>
        )}
      </p>
      <footer>
        {isBookable(status) && (
          <Button look="primary" keys="N" onClick={() => actions.book(cell.id)}>
            {t('bookSeats')}
          </Button>
        )}
        <Button keys={isBookable(status) ? undefined : '↵'} onClick={() => actions.open(cell.id)}>
          {t('bookings.title')}
        </Button>
        {actions.block && isBookable(status) && (
          <Button onClick={() => actions.block?.(cell.id)}>{t('blockShort')}</Button>
        )}
      </footer>
    </>
  );
}

/** Under the cell, or over it where there is no room, so that the pointer can go there; always inside the window. */
function placeFor(at: DOMRect): CSSProperties {
  const left = Math.min(Math.max(8, at.left + at.width / 2 - WIDTH / 2), innerWidth - WIDTH - 8);
  const fits = at.bottom + HEIGHT < innerHeight;
  return { left, width: WIDTH, ...(fits ? { top: at.bottom + 4 } : { bottom: innerHeight - at.top + 4 }) };
}
