import type { SettingsView } from '#shared/rpc/settings-views.ts';
import { bookingSources, channelGroups } from '#shared/schema/words.ts';

/** The parts of the settings, each with an address of its own: `#/settings/channels`. */
export const sections = ['policy', 'channels', 'agents', 'promotions', 'taxes'] as const;
export type Section = (typeof sections)[number];
export type ListSection = Exclude<Section, 'policy'>;

/** A row of a section as the view has it. */
export type RowOf<S extends Section> = S extends ListSection ? SettingsView[S][number] : SettingsView['policy'];

/** How a field is typed and read. Bounds are those of the commands. */
export type FieldSpec = {
  readonly name: string;
  /** Asked only where what is taken is a share, or an amount. */
  readonly only?: 'share' | 'amount';
} & (
  | { readonly as: 'code' }
  /** `whole` takes the form's whole width: addresses are long. */
  | { readonly as: 'text'; readonly most: number; readonly needed?: boolean; readonly whole?: boolean }
  /** A whole number. Where it may be empty, empty is none: null. */
  | { readonly as: 'whole'; readonly min: number; readonly max: number; readonly maybe?: boolean }
  /** A length of time, typed in minutes. */
  | { readonly as: 'minutes'; readonly min: number }
  /** Percent, kept in hundredths of one. */
  | { readonly as: 'share'; readonly max?: number }
  | { readonly as: 'money'; readonly maybe?: boolean }
  /** A share or an amount, one of the two: it sets `basisPoints` and `amount`. */
  | { readonly as: 'takes' }
  | { readonly as: 'choice'; readonly of: readonly string[] }
  | { readonly as: 'check' }
  | { readonly as: 'day'; readonly maybe?: boolean; readonly fixed?: boolean }
  | { readonly as: 'products' }
  | { readonly as: 'rules' }
  | { readonly as: 'tiers' }
);

export interface Group {
  readonly name: string;
  readonly fields: readonly FieldSpec[];
}

export interface SectionSpec {
  readonly command: string;
  readonly groups: readonly Group[];
}

const minutes = (name: string, min = 0): FieldSpec => ({ name, as: 'minutes', min });
const active: FieldSpec = { name: 'active', as: 'check' };
const name: FieldSpec = { name: 'name', as: 'text', most: 200, needed: true };
const code: FieldSpec = { name: 'code', as: 'code' };

/** What each section sets, in the order of its form. */
export const specs: Readonly<Record<Section, SectionSpec>> = {
  policy: {
    command: 'setBookingPolicy',
    groups: [
      {
        name: 'holds',
        fields: [
          minutes('cartMinutes', 1),
          minutes('paymentMinutes', 1),
          minutes('approvalMinutes', 1),
          minutes('draftMinutes', 1),
          minutes('waitlistMinutes', 1),
        ],
      },
      {
        name: 'deposit',
        fields: [
          { name: 'depositBasisPoints', as: 'share' },
          { name: 'balanceDays', as: 'whole', min: 0, max: 365 },
        ],
      },
      {
        name: 'unpaid',
        fields: [
          { name: 'graceDays', as: 'whole', min: 0, max: 365, maybe: true },
          { name: 'cancellation', as: 'tiers' },
        ],
      },
      {
        name: 'demand',
        fields: [
          { name: 'demandBelow', as: 'share' },
          { name: 'demandRaise', as: 'share', max: 100_000 },
        ],
      },
      {
        name: 'asking',
        fields: [
          { name: 'rateThreshold', as: 'money' },
          { name: 'approvalAbove', as: 'money', maybe: true },
        ],
      },
    ],
  },
  channels: {
    command: 'setChannel',
    groups: [
      { name: 'who', fields: [name, code, active] },
      {
        name: 'sells',
        fields: [
          { name: 'source', as: 'choice', of: bookingSources },
          { name: 'channelGroup', as: 'choice', of: channelGroups },
          { name: 'mayOverbook', as: 'check' },
        ],
      },
      { name: 'times', fields: [minutes('holdMinutes'), minutes('cutoffMinutes')] },
      {
        name: 'money',
        fields: [
          { name: 'collects', as: 'choice', of: ['property', 'channel'] },
          { name: 'commissionBasisPoints', as: 'share' },
          { name: 'position', as: 'whole', min: 0, max: 10_000 },
        ],
      },
    ],
  },
  agents: {
    command: 'setAgent',
    groups: [
      { name: 'who', fields: [name, code, active] },
      {
        name: 'reach',
        fields: [
          { name: 'email', as: 'text', most: 200, whole: true },
          { name: 'phone', as: 'text', most: 40 },
        ],
      },
      { name: 'earns', fields: [{ name: 'rules', as: 'rules' }] },
    ],
  },
  promotions: {
    command: 'setPromotion',
    groups: [
      { name: 'who', fields: [name, code, active] },
      { name: 'off', fields: [{ name: 'takes', as: 'takes' }] },
      {
        name: 'when',
        fields: [
          { name: 'fromDate', as: 'day' },
          { name: 'toDate', as: 'day' },
          { name: 'mostUses', as: 'whole', min: 1, max: 1_000_000, maybe: true },
        ],
      },
      { name: 'for', fields: [{ name: 'productIds', as: 'products' }] },
    ],
  },
  taxes: {
    command: 'setTaxRule',
    groups: [
      { name: 'who', fields: [name, code, active] },
      {
        name: 'off',
        fields: [
          { name: 'takes', as: 'takes' },
          { name: 'per', only: 'amount', as: 'choice', of: ['person', 'night', 'item', 'booking'] },
        ],
      },
      {
        name: 'of',
        fields: [
          { name: 'appliesTo', as: 'choice', of: ['all', 'seats', 'rooms'] },
          { name: 'base', only: 'share', as: 'choice', of: ['beforeDiscount', 'afterDiscount', 'withTaxes'] },
          { name: 'position', as: 'whole', min: 0, max: 10_000 },
          { name: 'inclusive', as: 'check' },
        ],
      },
      {
        name: 'when',
        fields: [
          { name: 'fromDate', as: 'day', fixed: true },
          { name: 'toDate', as: 'day', maybe: true },
        ],
      },
    ],
  },
};

/** What a new one begins with; what is left out is empty. */
export const blanks: Readonly<Record<ListSection, Readonly<Record<string, unknown>>>> = {
  channels: {
    source: 'ota',
    channelGroup: 'ota',
    holdMinutes: 60,
    collects: 'channel',
    commissionBasisPoints: 0,
    mayOverbook: false,
    cutoffMinutes: 0,
    position: 0,
    active: true,
  },
  agents: { rules: [{ productId: null, basisPoints: 1_000 }], active: true },
  promotions: { basisPoints: 1_000, amount: 0, productIds: [], mostUses: null, active: true },
  taxes: {
    appliesTo: 'all',
    basisPoints: 1_300,
    amount: 0,
    per: 'booking',
    base: 'afterDiscount',
    inclusive: false,
    position: 0,
    toDate: null,
    active: true,
  },
};

export function fieldsOf(section: Section): readonly FieldSpec[] {
  return specs[section].groups.flatMap(({ fields }) => fields);
}
