import type { ReactNode } from 'react';
import type { AgentSettings, ChannelSettings, PromotionSettings, TaxSettings } from '#shared/rpc/settings-views.ts';
import { formatDay, formatDuration, formatMoney, formatNumber } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { type Words, choiceWords } from './setting-words.ts';
import type { ListSection, RowOf } from './specs.ts';

/** What a cell may need beside its row. */
export interface CellContext {
  readonly t: Words;
  readonly currency: string;
  readonly businessDate: string;
}

export interface Column<Row> {
  readonly head:
    | 'comesAs'
    | 'quota'
    | 'holds'
    | 'collects'
    | 'commission'
    | 'reach'
    | 'earns'
    | 'owed'
    | 'takes'
    | 'days'
    | 'used'
    | 'on';
  readonly figure?: boolean;
  readonly cell: (row: Row, context: CellContext) => ReactNode;
}

const percent = (basisPoints: number) => `${formatNumber(basisPoints / 100)} %`;

const channels: readonly Column<ChannelSettings>[] = [
  { head: 'comesAs', cell: ({ source }, { t }) => choiceWords(t, 'source', source) },
  { head: 'quota', cell: ({ channelGroup }, { t }) => t(`settings:short.${channelGroup}`) },
  { head: 'holds', cell: ({ holdMinutes }) => formatDuration(holdMinutes * 60_000) },
  { head: 'collects', cell: ({ collects }, { t }) => t(`settings:short.${collects}`) },
  { head: 'commission', figure: true, cell: ({ commissionBasisPoints }) => percent(commissionBasisPoints) },
];

const agents: readonly Column<AgentSettings>[] = [
  { head: 'reach', cell: ({ email, phone }) => email || phone },
  {
    head: 'earns',
    cell({ rules }, { t }) {
      const apart = rules.filter(({ productId }) => productId !== null).length;
      const share = formatNumber((rules.find(({ productId }) => productId === null)?.basisPoints ?? 0) / 100);
      return apart === 0
        ? t('settings:cells.onlyOthers', { share })
        : t('settings:cells.rules', { share, count: apart });
    },
  },
  { head: 'owed', figure: true, cell: ({ owed }, { currency }) => formatMoney(owed, currency) },
];

const promotions: readonly Column<PromotionSettings>[] = [
  {
    head: 'takes',
    cell: ({ basisPoints, amount, productIds }, { t, currency }) =>
      [
        basisPoints > 0 ? percent(basisPoints) : formatMoney(amount, currency, { code: true, decimals: 'auto' }),
        productIds.length > 0 && t('settings:cells.products', { count: productIds.length }),
      ]
        .filter(Boolean)
        .join(', '),
  },
  {
    head: 'days',
    cell: ({ fromDate, toDate }, { t, businessDate }) => (
      <>
        {`${formatDay(fromDate, 'year')} – ${formatDay(toDate, 'year')} `}
        {toDate < businessDate && <Tag tone="gone">{t('settings:cells.over')}</Tag>}
        {fromDate > businessDate && <Tag tone="outline">{t('settings:cells.toCome')}</Tag>}
      </>
    ),
  },
  {
    head: 'used',
    figure: true,
    cell: ({ uses, mostUses }, { t }) =>
      mostUses === null
        ? formatNumber(uses)
        : t('settings:cells.usedOf', { uses: formatNumber(uses), most: formatNumber(mostUses) }),
  },
];

const taxes: readonly Column<TaxSettings>[] = [
  {
    head: 'takes',
    cell: ({ basisPoints, amount, per, inclusive }, { t, currency }) =>
      [
        basisPoints > 0
          ? percent(basisPoints)
          : t('settings:cells.each', {
              money: formatMoney(amount, currency, { code: true, decimals: 'auto' }),
              per: t(`settings:choices.${per}`),
            }),
        inclusive && t('settings:cells.included'),
      ]
        .filter(Boolean)
        .join(', '),
  },
  { head: 'on', cell: ({ appliesTo }, { t }) => t(`settings:choices.${appliesTo}`) },
  {
    head: 'days',
    cell: ({ fromDate, toDate }, { t, businessDate }) => (
      <>
        {toDate === null
          ? t('settings:cells.from', { day: formatDay(fromDate, 'year') })
          : `${formatDay(fromDate, 'year')} – ${formatDay(toDate, 'year')}`}{' '}
        {toDate !== null && toDate < businessDate && <Tag tone="gone">{t('settings:cells.over')}</Tag>}
        {fromDate > businessDate && <Tag tone="outline">{t('settings:cells.toCome')}</Tag>}
      </>
    ),
  },
];

/** The columns of each list, beside the name that all have. */
export const columns: { readonly [S in ListSection]: readonly Column<RowOf<S>>[] } = {
  channels,
  agents,
  promotions,
  taxes,
};
