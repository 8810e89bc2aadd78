import { bookingSources, channelGroups } from '#shared/schema/words.ts';
import type { TermsView } from '#shared/rpc/terms-views.ts';
import type { terms as english } from '#renderer/i18n/en/terms.ts';
import type { FieldKind } from './field-kinds.ts';

/** What is set up in a list, each under a code of its own. */
export const listed = ['channels', 'agents', 'promotions', 'taxes'] as const;
export type Listed = (typeof listed)[number];

export type FieldName = keyof typeof english.fields;
export type NamedField = FieldKind & {
  readonly name: FieldName;
  /** It names the row, and stands once it is there. */
  readonly names?: boolean;
};

export interface SectionOf {
  readonly command: string;
  readonly fields: readonly NamedField[];
  /** What a new one begins with. */
  readonly blank: Readonly<Record<string, unknown>>;
}

const code = { name: 'code', kind: 'code', names: true } as const;
const called = { name: 'name', kind: 'text', most: 200, must: true } as const;
const active = { name: 'active', kind: 'flag' } as const;
/** Up to half a year. */
const minutes = { kind: 'count', least: 0, most: 262_800 } as const;

/** The fields of each, in the order in which they are asked. */
export const sections: Readonly<Record<Listed, SectionOf>> = {
  channels: {
    command: 'setChannel',
    fields: [
      called,
      code,
      { name: 'source', kind: 'choice', options: bookingSources },
      { name: 'channelGroup', kind: 'choice', options: channelGroups },
      { name: 'collects', kind: 'choice', options: ['property', 'channel'] },
      { name: 'commissionBasisPoints', kind: 'share' },
      { name: 'holdMinutes', ...minutes },
      { name: 'cutoffMinutes', ...minutes },
      { name: 'position', kind: 'count', least: 0, most: 10_000 },
      { name: 'mayOverbook', kind: 'flag' },
      active,
    ],
    blank: {
      source: 'ota',
      channelGroup: 'ota',
      collects: 'channel',
      commissionBasisPoints: 0,
      holdMinutes: 60,
      cutoffMinutes: 0,
      position: 0,
      mayOverbook: false,
      active: true,
    },
  },
  agents: {
    command: 'setAgent',
    fields: [
      called,
      code,
      { name: 'email', kind: 'text', most: 200 },
      { name: 'phone', kind: 'text', most: 40 },
      { name: 'rules', kind: 'rules' },
      active,
    ],
    blank: { rules: [{ productId: null, basisPoints: 1_000 }], active: true },
  },
  promotions: {
    command: 'setPromotion',
    fields: [
      called,
      code,
      { name: 'basisPoints', kind: 'share' },
      { name: 'amount', kind: 'amount' },
      { name: 'fromDate', kind: 'day' },
      { name: 'toDate', kind: 'day' },
      { name: 'mostUses', kind: 'count', least: 1, most: 1_000_000, maybe: true },
      { name: 'productIds', kind: 'products' },
      active,
    ],
    blank: { basisPoints: 1_000, amount: 0, productIds: [], active: true },
  },
  taxes: {
    command: 'setTaxRule',
    fields: [
      called,
      code,
      { name: 'appliesTo', kind: 'choice', options: ['all', 'seats', 'rooms'] },
      { name: 'basisPoints', kind: 'share' },
      { name: 'amount', kind: 'amount' },
      { name: 'per', kind: 'choice', options: ['booking', 'item', 'person', 'night'] },
      { name: 'base', kind: 'choice', options: ['afterDiscount', 'beforeDiscount', 'withTaxes'] },
      { name: 'position', kind: 'count', least: 0, most: 10_000 },
      // A new rate is a row of its own; the old one gets its last day.
      { name: 'fromDate', kind: 'day', names: true },
      { name: 'toDate', kind: 'day', maybe: true },
      { name: 'inclusive', kind: 'flag' },
      active,
    ],
    blank: {
      appliesTo: 'all',
      basisPoints: 1_300,
      amount: 0,
      per: 'booking',
      base: 'afterDiscount',
      position: 0,
      inclusive: false,
      active: true,
    },
  },
};

/** The settings of the house: one row, not a list. */
export const policy: SectionOf = {
  command: 'setBookingPolicy',
  fields: [
    { name: 'cartMinutes', ...minutes, least: 1 },
    { name: 'paymentMinutes', ...minutes, least: 1 },
    { name: 'approvalMinutes', ...minutes, least: 1 },
    { name: 'draftMinutes', ...minutes, least: 1 },
    { name: 'waitlistMinutes', ...minutes, least: 1 },
    { name: 'depositBasisPoints', kind: 'share' },
    { name: 'balanceDays', kind: 'count', least: 0, most: 365 },
    { name: 'demandBelow', kind: 'share' },
    { name: 'demandRaise', kind: 'share', most: 100_000 },
    { name: 'rateThreshold', kind: 'amount' },
    { name: 'approvalAbove', kind: 'amount', maybe: true },
  ],
  blank: {},
};

export type Setting = TermsView[Listed][number];
