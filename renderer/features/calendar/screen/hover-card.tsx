import { useEffect, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#shared/kernel/dates.ts';
import type { BarState, BarView, CalendarView } from '#shared/rpc/calendar-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay, formatMoney } from '#renderer/ui/format.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { HoveredStay } from '../surface/surface-events.ts';
import { mayCheckIn, mayCheckOut } from './act-on-stay.ts';
import { useHovered } from './below.ts';

export interface HoverCardProps {
  readonly view: CalendarView | undefined;
  readonly lodge: LodgeView;
  readonly actions: HoverActions;
}

/** What the card's buttons do. */
export interface HoverActions {
  readonly checkIn: (bar: BarView) => void;
  readonly checkOut: (bar: BarView) => void;
  readonly pay: (bar: BarView) => void;
  readonly move: (bar: BarView) => void;
  readonly open: (bar: BarView) => void;
}

/** The pointer rests so long before the card comes, and may leave for so long before it goes. */
const COME_MS = 350;
const GO_MS = 220;
const WIDTH = 368;
const HEIGHT = 316;

/** The card of the bar under the pointer: who, where, when, what is owed, and what can be done at once. */
export function HoverCard({ view, lodge, actions }: HoverCardProps) {
  const { shown, keep, leave, close } = useShown();
  const bar = shown === null ? undefined : view?.bars.find((one) => one.id === shown.id);
  if (shown === null || bar === undefined) return null;
  const act = (action: (bar: BarView) => void) => () => {
    close();
    action(bar);
  };
  return (
    <div className="cal-card" style={placeFor(shown)} onPointerEnter={keep} onPointerLeave={leave}>
      <CardBody bar={bar} lodge={lodge} businessDate={view?.businessDate ?? ''} act={act} actions={actions} />
    </div>
  );
}

interface CardBodyProps {
  readonly bar: BarView;
  readonly lodge: LodgeView;
  readonly businessDate: string;
  readonly actions: HoverActions;
  readonly act: (action: (bar: BarView) => void) => () => void;
}

function CardBody({ bar, lodge, businessDate, actions, act }: CardBodyProps) {
  const { t } = useTranslation('calendar');
  const room = lodge.rooms.find((one) => one.id === bar.roomId);
  const type = lodge.roomTypes.find((one) => one.id === bar.roomTypeId);
  const { currency } = lodge.property;
  const [tone, icon] = bar.tentative ? (['tent', 'cloudOff'] as const) : stateMarks[bar.state];
  const pax = [t('adults', { count: bar.adults }), bar.children > 0 ? t('children', { count: bar.children }) : ''];
  const nights = daysBetween(bar.from, bar.to);
  return (
    <>
      <header>
        <div>
          <b>
            {bar.name} {bar.vip && <Icon name="star" size="m" label={t('vip')} />}
            {bar.locked && <Icon name="lock" size="m" label={t('locked')} />}
            {bar.guaranteed && <Icon name="shield" size="m" label={t('guaranteed')} />}
          </b>
          <span>{[bar.country, bar.bookingNumber].filter(Boolean).join(' · ')}</span>
        </div>
        <Tag tone={tone} icon={icon}>
          {bar.tentative ? t('states.tentative') : t(`states.${bar.state}`)}
        </Tag>
      </header>
      <dl>
        <Line name={t('card.room')}>
          <b>{room?.number ?? t('unassigned')}</b> {type?.name}
          {room && <span className={`cal-status ${room.status}`}> · {t(`roomStatus.${room.status}`)}</span>}
        </Line>
        <Line name={t('card.stay')}>
          <b>{nights === 0 ? formatDay(bar.from) : `${formatDay(bar.from)} → ${formatDay(bar.to)}`}</b>,{' '}
          {nights === 0 ? t('dayUse') : t('nights', { count: nights })}, {pax.filter(Boolean).join(', ')}
        </Line>
        {bar.expectedAt && <Line name={t('card.arrives')}>{bar.expectedAt}</Line>}
        {bar.wishes && <Line name={t('card.wishes')}>{bar.wishes}</Line>}
      </dl>
      {bar.unpaid > 0 && (
        <div className="cal-unpaid">
          <Icon name="coins" size="m" />
          <b>{t('unpaidOf', { amount: formatMoney(bar.unpaid, currency, { code: true }) })}</b>
          <span>{t('ofTotal', { amount: formatMoney(bar.total, currency) })}</span>
        </div>
      )}
      <div className="cal-card-main">
        {mayCheckIn(bar, businessDate) && (
          <Button look="primary" keys="I" onClick={act(actions.checkIn)}>
            {room ? t('checkInTo', { room: room.number }) : t('checkIn')}
          </Button>
        )}
        {mayCheckOut(bar, businessDate) && (
          <Button look="primary" keys="O" onClick={act(actions.checkOut)}>
            {t('checkOut')}
          </Button>
        )}
        {bar.unpaid > 0 && (
          <Button keys="P" onClick={act(actions.pay)}>
            {t('takePayment')}
          </Button>
        )}
      </div>
      <footer>
        {bar.state !== 'departed' && (
          <Button look="quiet" size="small" icon="swap" keys="M" onClick={act(actions.move)}>
            {t('move')}
          </Button>
        )}
        <Button look="quiet" size="small" icon="receipt" keys="↵" onClick={act(actions.open)}>
          {t('open')}
        </Button>
      </footer>
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const stateMarks: Readonly<Record<BarState, readonly [Tone, IconName | undefined]>> = {
  dueIn: ['in', 'arrivalsIn'],
  inHouse: ['house', 'bed'],
  dueOut: ['out', 'departuresOut'],
  overdue: ['late', 'alarm'],
  confirmed: ['conf', undefined],
  departed: ['gone', undefined],
  unconfirmed: ['outline', undefined],
};

/** The bar whose card is open: comes after a rest, stays while the pointer is on the card. */
function useShown() {
  const hovered = useHovered((state) => state.hovered);
  const [shown, setShown] = useState<HoveredStay | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => setShown(hovered), hovered === null ? GO_MS : COME_MS);
    return () => clearTimeout(timer);
  }, [hovered, held]);
  return {
    shown,
    keep: () => setHeld(true),
    leave: () => setHeld(false),
    close: () => {
      setHeld(false);
      setShown(null);
    },
  };
}

/** Right under the bar, or right over it where there is no room, so that the pointer can go there; always inside the window. */
function placeFor({ left, top, width, height }: HoveredStay): CSSProperties {
  const x = Math.min(Math.max(8, left + Math.min(width, WIDTH) / 2 - WIDTH / 4), innerWidth - WIDTH - 8);
  const under = top + height;
  const fitsUnder = under + HEIGHT < innerHeight;
  return { left: x, width: WIDTH, ...(fitsUnder ? { top: under } : { bottom: innerHeight - top }) };
}
