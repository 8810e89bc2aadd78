import { useTranslation } from 'react-i18next';
import type { QuotasView } from '#shared/rpc/departure-views.ts';
import { type ChannelGroup, channelGroups } from '#shared/schema/words.ts';
import { DayField } from './fields.tsx';
import styles from './forms.module.css';

const kinds = ['rest', 'units', 'share'] as const;
type Kind = (typeof kinds)[number];

/** A quota as it stands in the fields: shared rest, seats, or per cent of what is sellable. */
export interface TypedQuota {
  readonly kind: Kind;
  readonly figure: string;
  /** The day from which it no longer binds, or empty. */
  readonly releasedOn: string;
}
export type TypedQuotas = Readonly<Record<ChannelGroup, TypedQuota>>;

/** `dayOf` tells the lodge's day of a moment. */
export function typedQuotas(quotas: QuotasView, dayOf: (moment: string) => string): TypedQuotas {
  const typed = (group: ChannelGroup): TypedQuota => {
    const quota = quotas[group];
    if (quota === undefined) return { kind: 'rest', figure: '', releasedOn: '' };
    const releasedOn = quota.releasedAt === null ? '' : dayOf(quota.releasedAt);
    if (quota.units !== null) return { kind: 'units', figure: String(quota.units), releasedOn };
    return { kind: 'share', figure: String((quota.basisPoints ?? 0) / 100), releasedOn };
  };
  return { website: typed('website'), ota: typed('ota'), manual: typed('manual') };
}

/** The quotas, or null where a figure cannot be. `momentOf` tells the moment at which a day of the lodge begins. */
export function readQuotas(typed: TypedQuotas, momentOf: (day: string) => string): QuotasView | null {
  const quotas: QuotasView = {};
  for (const group of channelGroups) {
    const { kind, figure, releasedOn } = typed[group];
    if (kind === 'rest') continue;
    const value = Number(figure.trim().replace(',', '.'));
    const releasedAt = releasedOn === '' ? null : momentOf(releasedOn);
    if (figure.trim() === '' || Number.isNaN(value) || value < 0) return null;
    if (kind === 'units' && !Number.isInteger(value)) return null;
    if (kind === 'share' && value > 100) return null;
    quotas[group] =
      kind === 'units'
        ? { units: value, basisPoints: null, releasedAt }
        : { units: null, basisPoints: Math.round(value * 100), releasedAt };
  }
  return quotas;
}

export interface QuotasFieldsProps {
  readonly quotas: TypedQuotas;
  /** A template's quotas have no day on which they are released. */
  readonly withRelease: boolean;
  readonly onChange: (quotas: TypedQuotas) => void;
}

/** What each channel group may sell and hold at most. */
export function QuotasFields({ quotas, withRelease, onChange }: QuotasFieldsProps) {
  const { t } = useTranslation('departures');
  const set = (group: ChannelGroup, change: Partial<TypedQuota>) =>
    onChange({ ...quotas, [group]: { ...quotas[group], ...change } });
  return (
    <div className={styles.quotas}>
      <span className={styles.head}>{t('quotas.group')}</span>
      <span className={styles.head}>{t('quotas.kind')}</span>
      <span className={styles.head}>{t('quotas.most')}</span>
      <span className={styles.head}>{withRelease ? t('quotas.release') : ''}</span>
      {channelGroups.map((group) => {
        const { kind, figure, releasedOn } = quotas[group];
        const name = t(`groups.${group}`);
        return [
          <span key={group}>{name}</span>,
          <select
            key={`${group} kind`}
            aria-label={t('quotas.kindOf', { group: name })}
            value={kind}
            onChange={({ currentTarget }) =>
              set(group, { kind: kinds.find((one) => one === currentTarget.value) ?? 'rest' })
            }
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`quotas.kinds.${one}`)}
              </option>
            ))}
          </select>,
          <input
            key={`${group} figure`}
            aria-label={t('quotas.mostOf', { group: name })}
            inputMode="decimal"
            disabled={kind === 'rest'}
            value={kind === 'rest' ? '' : figure}
            onChange={({ currentTarget }) => set(group, { figure: currentTarget.value })}
          />,
          withRelease ? (
            <DayField
              key={`${group} release`}
              bare
              clearable
              label={t('quotas.releaseOf', { group: name })}
              placeholder={t('quotas.never')}
              disabled={kind === 'rest'}
              value={releasedOn}
              onChange={(day) => set(group, { releasedOn: day })}
            />
          ) : (
            <span key={`${group} release`} />
          ),
        ];
      })}
    </div>
  );
}
