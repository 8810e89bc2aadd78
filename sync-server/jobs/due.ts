import { deriveId } from '#shared/kernel/ids.ts';
import { idLiteral, numberLiteral, textLiteral } from '#sync-server/store/sql-literal.ts';
import type { Place } from '#sync-server/store/transaction.ts';

/** What has come due, and the command that does it. */
export interface Due {
  readonly command: DueCommand;
  readonly draft: Readonly<Record<string, string>>;
  /** The envelope's id: derived from what is done, so that it is done once, by whichever server. */
  readonly id: string;
}

/** What runs out by the clock, within seconds [I5]. */
export const bySeconds = ['expireHold', 'expireDraft', 'markDeparted'] as const;
/** What is told or done on a day, within a minute or so. */
export const byMinutes = [
  'markLate',
  'seeToLateSales',
  'serveWaitlist',
  'alertDeparture',
  'queueReminder',
  'queueBalanceNotice',
  'cancelUnpaid',
] as const;
/** Payments that nobody answered: in doubt after a while, and after a longer one somebody has to look [M6]. */
export const ofPayments = ['doubtPayment', 'giveUpPayment'] as const;
type Finding = (typeof bySeconds)[number] | (typeof byMinutes)[number] | (typeof ofPayments)[number];
export type DueCommand = Exclude<Finding, 'markLate' | (typeof ofPayments)[number]> | 'settlePayment';

/** Of each kind at most so many are found at once, drawn by lot, so that what fails again and again keeps nothing behind it from being done. */
export const MOST_AT_ONCE = 200;

/** Days before a departure on which its guests are reminded, and before a balance is due on which they hear of it. */
const REMIND_DAYS = 3;

/** How long a payment may be under way before it is in doubt, and how long it is asked about before a person is [M6]. */
const DOUBT_SECONDS = 60;
const GIVE_UP_SECONDS = 300;

/** One statement that finds what is due of these kinds at a property at a moment; rows as {@link dueOf} reads them. */
export function dueSql(place: Place, kinds: readonly Finding[], now: string): string {
  const of = (row: string) =>
    `${row}.tenant_id = ${idLiteral(place.tenantId)} AND ${row}.property_id = ${idLiteral(place.propertyId)}`;
  const at = `${textLiteral(now)}::timestamptz`;
  return kinds
    .map(
      (kind) =>
        `(SELECT ${textLiteral(kind)} AS kind, found.* FROM (${findings[kind](of, at)}) AS found (id, other, key) ORDER BY random() LIMIT ${numberLiteral(MOST_AT_ONCE)})`,
    )
    .join(' UNION ALL ');
}

/** A row of {@link dueSql}: the thing, another that it goes with, and what tells this time from others. */
export interface FoundDue {
  readonly kind: Finding;
  readonly id: string;
  readonly other: string;
  readonly key: string;
}

export function dueOf({ kind, id, other, key }: FoundDue): Due {
  const envelopeId = deriveId(id, `due/${kind}/${key}`);
  switch (kind) {
    case 'expireHold':
      return { command: kind, draft: { holdId: id }, id: envelopeId };
    case 'markDeparted':
    case 'markLate':
      return { command: 'markDeparted', draft: { departureId: id }, id: envelopeId };
    case 'seeToLateSales':
    case 'serveWaitlist':
    case 'alertDeparture':
      return { command: kind, draft: { departureId: id }, id: envelopeId };
    case 'queueReminder':
      return { command: kind, draft: { bookingId: id, departureId: other }, id: envelopeId };
    case 'doubtPayment':
    case 'giveUpPayment': {
      const outcome = kind === 'doubtPayment' ? 'uncertain' : 'unknown';
      return { command: 'settlePayment', draft: { paymentId: id, outcome, reference: '' }, id: envelopeId };
    }
    case 'expireDraft':
    case 'queueBalanceNotice':
    case 'cancelUnpaid':
      return { command: kind, draft: { bookingId: id }, id: envelopeId };
  }
}

/** Whether a balance is due or overdue, as its notices say it. */
const stageSql = `CASE WHEN b.balance_due_on < p.business_date THEN '/overdue' ELSE '/due' END`;

type Of = (row: string) => string;
type Find = (of: Of, at: string) => string;

/** That a payment `p` is in doubt, and nobody was told of it. */
export const inDoubt = (of: Of): string =>
  `${of('p')} AND p.status = 'UNCERTAIN' AND NOT EXISTS (SELECT 1 FROM exception x
     WHERE ${of('x')} AND x.kind = 'payment-unknown' AND x.detail->>'paymentId' = p.id::text)`;

const findings: Readonly<Record<Finding, Find>> = {
  // An extended hold has another moment, and so another id.
  expireHold: (of, at) =>
    `SELECT h.id::text, ''::text, h.expires_at::text FROM hold h
     WHERE ${of('h')} AND h.status = 'active' AND NOT h.paying AND h.expires_at <= ${at}`,
  expireDraft: (of, at) =>
    `SELECT b.id::text, '', b.expires_at::text FROM booking b
     WHERE ${of('b')} AND b.status = 'DRAFT' AND b.expires_at <= ${at}`,
  markDeparted: (of, at) =>
    `SELECT d.id::text, '', 'departed' FROM departure d
     WHERE ${of('d')} AND d.state = 'scheduled' AND d.starts_at <= ${at}`,
  // Seats that were confirmed, by a desk that was offline, after the departure had gone.
  markLate: (of, at) =>
    `SELECT d.id::text, '', max(s.id::text) FROM departure d JOIN seats s ON ${of('s')} AND s.departure_id = d.id
     WHERE ${of('d')} AND d.state = 'departed' AND d.starts_at > ${at} - interval '60 days' AND s.status = 'CONFIRMED'
     GROUP BY d.id`,
  // Seats of a cancelled departure, sold by a desk that was offline; those that cannot go are not the same as those with more beside them.
  seeToLateSales: (of, at) =>
    `SELECT d.id::text, '', md5(string_agg(s.id::text, ',' ORDER BY s.id)) FROM departure d
     JOIN seats s ON ${of('s')} AND s.departure_id = d.id
     WHERE ${of('d')} AND d.state = 'cancelled' AND d.starts_at > ${at} - interval '60 days' AND s.status IN ('HELD', 'CONFIRMED')
     GROUP BY d.id`,
  // Somebody who waits fits in what is free, and it is sold: a quota that was released lets them in, or its first day on sale. Once
  // seats were given the slot is another version. Where a quota still keeps them out nothing comes of it, and it is looked at again.
  serveWaitlist: (of, at) =>
    `SELECT d.id::text, '', t.version::text FROM departure d JOIN slot t ON ${of('t')} AND t.id = d.slot_id
     WHERE ${of('d')} AND d.state = 'scheduled' AND d.starts_at > ${at} AND d.cutoff_at > ${at}
       AND (d.sale = 'open' OR (d.sale = 'byDate' AND (d.on_sale_at IS NULL OR d.on_sale_at <= ${at})))
       AND EXISTS (SELECT 1 FROM waitlist_entry w WHERE ${of('w')} AND w.slot_id = t.id AND w.status = 'waiting'
         AND w.units <= t.total - t.blocked - t.held - t.confirmed)`,
  // Decided anew, it is another alert [I8]: the version tells them apart, where the day is the same.
  alertDeparture: (of, at) =>
    `SELECT d.id::text, '', concat_ws('/', d.decision_on, d.version) FROM departure d JOIN slot t ON ${of('t')} AND t.id = d.slot_id
     WHERE ${of('d')} AND d.state = 'scheduled' AND d.alerted_at IS NULL AND d.min_participants > t.confirmed
       AND d.decision_on <= (${at} AT TIME ZONE d.zone)::date`,
  queueReminder: (of, at) =>
    `SELECT DISTINCT s.booking_id::text, d.id::text, d.id::text FROM departure d
     JOIN seats s ON ${of('s')} AND s.departure_id = d.id AND s.status = 'CONFIRMED'
     WHERE ${of('d')} AND d.state = 'scheduled' AND d.starts_at > ${at}
       AND d.date <= (${at} AT TIME ZONE d.zone)::date + ${REMIND_DAYS}
       AND NOT EXISTS (SELECT 1 FROM notice n WHERE ${of('n')} AND n.departure_id = d.id AND n.kind = 'reminder' AND n.booking_id = s.booking_id)`,
  queueBalanceNotice: (of, at) =>
    `SELECT b.id::text, '', b.balance_due_on::text || ${stageSql} FROM booking b JOIN property p ON ${of('p')} AND p.id = b.property_id
     LEFT JOIN channel c ON ${of('c')} AND c.id = b.channel_id
     WHERE ${of('b')} AND b.status = 'CONFIRMED' AND b.total > b.paid AND coalesce(c.collects, 'property') = 'property'
       AND b.balance_due_on <= (${at} AT TIME ZONE p.zone)::date + ${REMIND_DAYS}
       AND NOT EXISTS (SELECT 1 FROM notice n WHERE ${of('n')} AND n.booking_id = b.id AND n.kind = 'balanceDue'
         AND n.body->>'dueOn' = b.balance_due_on::text AND '/' || coalesce(n.body->>'stage', 'due') = ${stageSql})`,
  // [B9] Nothing of it was used, or it is a person's to end. One that is postponed has another day, and so another id.
  cancelUnpaid: (of, at) =>
    `SELECT b.id::text, '', b.balance_due_on::text FROM booking b JOIN property p ON ${of('p')} AND p.id = b.property_id
     JOIN booking_policy y ON ${of('y')} LEFT JOIN channel c ON ${of('c')} AND c.id = b.channel_id
     WHERE ${of('b')} AND b.status = 'CONFIRMED' AND b.total > b.paid AND coalesce(c.collects, 'property') = 'property'
       AND b.balance_due_on + y.grace_days::int < p.business_date
       AND NOT EXISTS (SELECT 1 FROM stay t WHERE ${of('t')} AND t.booking_id = b.id AND t.status NOT IN ('CONFIRMED', 'CANCELLED'))
       AND NOT EXISTS (SELECT 1 FROM seats s JOIN departure d ON ${of('d')} AND d.id = s.departure_id
         WHERE ${of('s')} AND s.booking_id = b.id AND s.status <> 'CANCELLED'
           AND (s.status <> 'CONFIRMED' OR d.starts_at <= ${at}))`,
  doubtPayment: (of, at) =>
    `SELECT p.id::text, '', 'doubt' FROM payment p
     WHERE ${of('p')} AND p.status = 'PROCESSING' AND p.created_at <= ${at} - interval '${DOUBT_SECONDS} s'`,
  // Nothing else writes to a payment while it is in doubt: it has been so since then.
  giveUpPayment: (of, at) =>
    `SELECT p.id::text, '', 'give-up' FROM payment p
     WHERE ${inDoubt(of)} AND p.updated_at <= ${at} - interval '${GIVE_UP_SECONDS} s'`,
};
