import type { Database } from 'better-sqlite3';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import type {
  AgentSettings,
  ChannelSettings,
  PolicySettings,
  PromotionSettings,
  SettingsView,
  TaxSettings,
} from '#shared/rpc/settings-views.ts';
import type { Standpoint } from './bar.ts';

/** On what terms the house sells [I4, I12, P1, P2, U7], as they stand at this desk. */
export type ReadSettings = (standpoint: Pick<Standpoint, 'tentative'>) => SettingsView;

/** A row as the replica keeps it: yes and no as 1 and 0, lists as JSON, and its writer in the place of the pending mark. */
type Kept<T> = {
  readonly [K in Exclude<keyof T, 'pending'>]: T[K] extends boolean
    ? number
    : T[K] extends readonly unknown[]
      ? string
      : T[K];
} & { readonly writer: string };

const who = `coalesce(u.name, '') AS "by"`;
const writtenBy = (table: string) => `FROM ${table} AS s LEFT JOIN app_user AS u ON u.id = s.updated_by`;

export function prepareSettings(db: Database): ReadSettings {
  const policy = db.prepare<[], Kept<PolicySettings>>(
    `SELECT s.id, s.version, s.writer, ${who}, s.cart_minutes AS cartMinutes, s.payment_minutes AS paymentMinutes,
            s.approval_minutes AS approvalMinutes, s.draft_minutes AS draftMinutes, s.waitlist_minutes AS waitlistMinutes,
            s.deposit_basis_points AS depositBasisPoints, s.balance_days AS balanceDays, s.demand_below AS demandBelow,
            s.demand_raise AS demandRaise, s.rate_threshold AS rateThreshold, s.approval_above AS approvalAbove,
            s.grace_days AS graceDays, s.cancellation
       ${writtenBy('booking_policy')} LIMIT 1`,
  );
  const channels = db.prepare<[], Kept<ChannelSettings>>(
    `SELECT s.id, s.version, s.writer, ${who}, s.code, s.name, s.source, s.channel_group AS channelGroup,
            s.hold_minutes AS holdMinutes, s.collects, s.commission_basis_points AS commissionBasisPoints,
            s.may_overbook AS mayOverbook, s.cutoff_minutes AS cutoffMinutes, s.position, s.active
       ${writtenBy('channel')} ORDER BY s.active DESC, s.position, s.name, s.id`,
  );
  const agents = db.prepare<[], Kept<AgentSettings>>(
    `SELECT s.id, s.version, s.writer, ${who}, s.code, s.name, s.email, s.phone, s.rules, s.active,
            (SELECT coalesce(sum(c.amount - c.recalled), 0) FROM commission AS c WHERE c.agent_id = s.id) AS owed
       ${writtenBy('agent')} ORDER BY s.active DESC, s.name, s.id`,
  );
  const promotions = db.prepare<[], Kept<PromotionSettings>>(
    `SELECT s.id, s.version, s.writer, ${who}, s.code, s.name, s.basis_points AS basisPoints, s.amount,
            s.from_date AS fromDate, s.to_date AS toDate, s.product_ids AS productIds, s.most_uses AS mostUses, s.uses, s.active
       ${writtenBy('promotion')} ORDER BY s.active DESC, s.to_date DESC, s.code`,
  );
  const taxes = db.prepare<[], Kept<TaxSettings>>(
    `SELECT s.id, s.version, s.writer, ${who}, s.code, s.name, s.applies_to AS appliesTo, s.basis_points AS basisPoints,
            s.amount, s.per, s.base, s.inclusive, s.position, s.from_date AS fromDate, s.to_date AS toDate, s.active
       ${writtenBy('tax_rule')} ORDER BY s.active DESC, s.position, s.code, s.from_date`,
  );
  return ({ tentative }) => {
    const settled = <T extends { readonly writer: string }>({ writer, ...row }: T) => ({
      ...row,
      pending: tentative(writer),
    });
    const kept = policy.get();
    return {
      policy: kept
        ? { ...settled(kept), cancellation: listOf<PolicySettings['cancellation']>(kept.cancellation) }
        : { id: '', version: null, pending: false, by: '', ...defaultPolicy },
      channels: channels
        .all()
        .map(settled)
        .map((row) => ({ ...row, mayOverbook: row.mayOverbook === 1, active: row.active === 1 })),
      agents: agents
        .all()
        .map(settled)
        .map((row) => ({ ...row, rules: listOf<AgentSettings['rules']>(row.rules), active: row.active === 1 })),
      promotions: promotions
        .all()
        .map(settled)
        .map((row) => ({ ...row, productIds: listOf<string[]>(row.productIds), active: row.active === 1 })),
      taxes: taxes
        .all()
        .map(settled)
        .map((row) => ({ ...row, inclusive: row.inclusive === 1, active: row.active === 1 })),
    };
  };
}

/** The column holds JSON; the replica wrote it itself. */
function listOf<T>(text: string): T {
  return JSON.parse(text) as T;
}
