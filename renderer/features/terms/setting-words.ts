import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ProductView } from '#shared/rpc/departure-views.ts';
import type { AgentSettings, ChannelSettings, PromotionSettings, TaxSettings } from '#shared/rpc/terms-views.ts';
import { formatDay, formatMoney, formatNumber } from '#renderer/ui/format.ts';
import type { Listed, Setting } from './sections.ts';

type Words = TFunction<'terms'>;

/** What a setting does, in a line that can be read aloud. */
export function useSettingWords(currency: string, products: readonly ProductView[]) {
  const { t } = useTranslation('terms');
  return (kind: Listed, setting: Setting): string => {
    // The list of a kind holds settings of that kind.
    switch (kind) {
      case 'channels':
        return channelWords(t, setting as ChannelSettings);
      case 'agents':
        return agentWords(t, setting as AgentSettings, currency, products);
      case 'promotions':
        return promotionWords(t, setting as PromotionSettings, currency);
      case 'taxes':
        return taxWords(t, setting as TaxSettings, currency);
    }
  };
}

function percent(basisPoints: number): string {
  return `${formatNumber(basisPoints / 100)} %`;
}

function joined(parts: readonly string[]): string {
  return parts.filter(Boolean).join(' · ');
}

function channelWords(
  t: Words,
  { channelGroup, collects, commissionBasisPoints, mayOverbook }: ChannelSettings,
): string {
  return joined([
    t(`options.${channelGroup}`),
    t(collects === 'channel' ? 'words.channelCollects' : 'words.houseCollects'),
    commissionBasisPoints > 0 ? t('words.commission', { share: percent(commissionBasisPoints) }) : '',
    mayOverbook ? t('fields.mayOverbook') : '',
  ]);
}

function agentWords(
  t: Words,
  { rules, owed }: AgentSettings,
  currency: string,
  products: readonly ProductView[],
): string {
  const named = (id: string | null) =>
    id === null ? t('everyProduct') : (products.find((product) => product.id === id)?.name ?? id);
  return joined([
    ...rules.map(({ productId, basisPoints }) => `${named(productId)} ${percent(basisPoints)}`),
    owed === 0 ? '' : t('words.owed', { money: formatMoney(owed, currency, { code: true }) }),
  ]);
}

function promotionWords(
  t: Words,
  { basisPoints, amount, fromDate, toDate, uses, mostUses }: PromotionSettings,
  currency: string,
) {
  return joined([
    basisPoints > 0
      ? t('words.off', { what: percent(basisPoints) })
      : t('words.off', { what: formatMoney(amount, currency) }),
    `${formatDay(fromDate, 'full')} – ${formatDay(toDate, 'full')}`,
    mostUses === null ? t('words.used', { count: uses }) : t('words.usedOf', { uses, most: mostUses }),
  ]);
}

function taxWords(
  t: Words,
  { basisPoints, amount, appliesTo, per, inclusive, fromDate, toDate }: TaxSettings,
  currency: string,
) {
  return joined([
    basisPoints > 0 ? percent(basisPoints) : `${formatMoney(amount, currency)} ${t(`options.${per}`)}`,
    t(`options.${appliesTo}`),
    inclusive ? t('fields.inclusive') : '',
    toDate === null
      ? t('words.from', { day: formatDay(fromDate, 'full') })
      : `${formatDay(fromDate, 'full')} – ${formatDay(toDate, 'full')}`,
  ]);
}
