import type { Database } from 'better-sqlite3';
import { defaultPolicy } from '#shared/bookings/policy.ts';
import type {
  AgentSettings,
  ChannelSettings,
  PolicySettings,
  PromotionSettings,
  TaxSettings,
  TermsView,
} from '#shared/rpc/terms-views.ts';

type Stored<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: T[P] extends boolean ? number : string };

/** On what terms the house sells [I4, I12, P1, P2, U7]; what counts stands before what counts no more. */
export function prepareTerms(db: Database): () => TermsView {
  const policy = db.prepare<[], PolicySettings>(
    `SELECT version, cart_minutes AS cartMinutes, payment_minutes AS paymentMinutes, approval_minutes AS approvalMinutes,
            draft_minutes AS draftMinutes, waitlist_minutes AS waitlistMinutes, deposit_basis_points AS depositBasisPoints,
            balance_days AS balanceDays, demand_below AS demandBelow, demand_raise AS demandRaise,
            rate_threshold AS rateThreshold, approval_above AS approvalAbove FROM booking_policy LIMIT 1`,
  );
  const channels = db.prepare<[], Stored<ChannelSettings, 'mayOverbook' | 'active'>>(
    `SELECT version, code, name, source, channel_group AS channelGroup, hold_minutes AS holdMinutes, collects,
            commission_basis_points AS commissionBasisPoints, may_overbook AS mayOverbook, cutoff_minutes AS cutoffMinutes,
            position, active FROM channel ORDER BY active DESC, position, name, id`,
  );
  const agents = db.prepare<[], Stored<AgentSettings, 'rules' | 'active'>>(
    `SELECT a.version, a.code, a.name, a.email, a.phone, a.rules, a.active,
            (SELECT coalesce(sum(c.amount - c.recalled), 0) FROM commission AS c WHERE c.agent_id = a.id) AS owed
       FROM agent AS a ORDER BY a.active DESC, a.name, a.id`,
  );
  const promotions = db.prepare<[], Stored<PromotionSettings, 'productIds' | 'active'>>(
    `SELECT version, code, name, basis_points AS basisPoints, amount, from_date AS fromDate, to_date AS toDate,
            product_ids AS productIds, most_uses AS mostUses, uses, active
       FROM promotion ORDER BY active DESC, to_date DESC, code`,
  );
  const taxes = db.prepare<[], Stored<TaxSettings, 'inclusive' | 'active'>>(
    `SELECT version, code, name, applies_to AS appliesTo, basis_points AS basisPoints, amount, per, base, inclusive,
            position, from_date AS fromDate, to_date AS toDate, active
       FROM tax_rule ORDER BY active DESC, position, code, from_date`,
  );
  return () => ({
    policy: policy.get() ?? { version: null, ...defaultPolicy },
    channels: channels
      .all()
      .map((row) => ({ ...row, mayOverbook: Number(row.mayOverbook) === 1, active: Number(row.active) === 1 })),
    agents: agents.all().map((row) => ({
      ...row,
      rules: JSON.parse(row.rules) as AgentSettings['rules'], // the replica wrote it itself
      active: Number(row.active) === 1,
    })),
    promotions: promotions.all().map((row) => ({
      ...row,
      productIds: JSON.parse(row.productIds) as string[], // the replica wrote it itself
      active: Number(row.active) === 1,
    })),
    taxes: taxes
      .all()
      .map((row) => ({ ...row, inclusive: Number(row.inclusive) === 1, active: Number(row.active) === 1 })),
  });
}
