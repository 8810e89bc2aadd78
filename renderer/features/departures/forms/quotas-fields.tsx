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
  /** Days before the start from which it no longer binds, or empty; where it stands, the day follows from it. */
  readonly daysBefore: string;
}
export type TypedQuotas = Readonly<Record<ChannelGroup, TypedQuota>>;

/** `dayOf` tells the lodge's day of a moment. */
export function typedQuotas(quotas: QuotasView, dayOf: (moment: string) => string): TypedQuotas {
  const typed = (group: ChannelGroup): TypedQuota => {
    const quota = quotas[group];
    if (quota === undefined) return { kind: 'rest', figure: '', releasedOn: '', daysBefore: '' };
    const releasedOn = quota.releasedAt === null ? '' : dayOf(quota.releasedAt);
    const hours = quota.hoursBefore ?? null;
    const released = { releasedOn, daysBefore: hours === null ? '' : String(hours / 24) };
    if (quota.units !== null) return { kind: 'units', figure: String(quota.units), ...released };
    return { kind: 'share', figure: String((quota.basisPoints ?? 0) / 100), ...released };
  };
  return { website: typed('website'), ota: typed('ota'), manual: typed('manual') };
}

/** The quotas, or null where a figure cannot be. `momentOf` tells the moment at which a day of the lodge begins. */
export function readQuotas(typed: TypedQuotas, momentOf: (day: string) => string): QuotasView | null {
  const quotas: QuotasView = {};
  for (const group of channelGroups) {
    const { kind, figure, releasedOn, daysBefore } = typed[group];
    if (kind === 'rest') continue;
    const value = Number(figure.trim().replace(',', '.'));
    const days = Number(daysBefore.trim().replace(',', '.'));
    if (Number.isNaN(days) || days < 0 || days > 365) return null;
    const hoursBefore = daysBefore.trim() === '' ? null : Math.round(days * 24);
    // Of the rule the moment follows, for each departure its own.
    const releasedAt = hoursBefore !== null || releasedOn === '' ? null : momentOf(releasedOn);
    const released = { releasedAt, hoursBefore };
    if (figure.trim() === '' || Number.isNaN(value) || value < 0) return null;
    if (kind === 'units' && !Number.isInteger(value)) return null;
    if (kind === 'share' && value > 100) return null;
    quotas[group] =
      kind === 'units'
        ? { units: value, basisPoints: null, ...released }
        : { units: null, basisPoints: Math.round(value * 100), ...released };
  }
  return quotas;
}

export interface QuotasFieldsProps {
  readonly quotas: TypedQuotas;
  /** Of one departure, released on a day, or of a template, released so many days before each of its departures. */
  readonly of: 'departure' | 'template';
  readonly onChange: (quotas: TypedQuotas) => void;
}

/** What each channel group may sell and hold at most. */
export function QuotasFields({ quotas, of, onChange }: QuotasFieldsProps) {
  const { t } = useTranslation('departures');
  const set = (group: ChannelGroup, change: Partial<TypedQuota>) =>
    onChange({ ...quotas, [group]: { ...quotas[group], ...change } });
  return (
    <div className={styles.quotas}>
      <span className={styles.head}>{t('quotas.group')}</span>
      <span className={styles.head}>{t('quotas.kind')}</span>
      <span className={styles.head}>{t('quotas.most')}</span>
      <span className={styles.head}>{t(of === 'departure' ? 'quotas.release' : 'quotas.releaseBefore')}</span>
      {channelGroups.map((group) => {
        const { kind, figure, releasedOn, daysBefore } = quotas[group];
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
          of === 'departure' ? (
            <DayField
              key={`${group} release`}
              bare
              clearable
              label={t('quotas.releaseOf', { group: name })}
              placeholder={t('quotas.never')}
              disabled={kind === 'rest'}
              value={releasedOn}
              onChange={(day) => set(group, { releasedOn: day, daysBefore: '' })}
            />
          ) : (
            <input
              key={`${group} release`}
              aria-label={t('quotas.releaseBeforeOf', { group: name })}
              inputMode="decimal"
              placeholder={t('quotas.never')}
              disabled={kind === 'rest'}
              value={kind === 'rest' ? '' : daysBefore}
              onChange={({ currentTarget }) => set(group, { daysBefore: currentTarget.value })}
            />
          ),
        ];
      })}
    </div>
  );
}
