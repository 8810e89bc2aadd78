import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';
import styles from './fields.module.css';
import { ShareRow } from './share-row.tsx';
import type { TypedTier } from './typed.ts';

export interface TiersFieldProps {
  readonly tiers: readonly TypedTier[];
  readonly error: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (tiers: readonly TypedTier[]) => void;
}

/** What giving up costs, step by step: from so many hours before the first service on, so much of the total [B8]. */
export function TiersField({ tiers, error, disabled, onChange }: TiersFieldProps) {
  const { t } = useTranslation('settings');
  const change = (at: number, tier: TypedTier) => onChange(tiers.map((each, index) => (index === at ? tier : each)));
  return (
    <div className={styles.whole}>
      {tiers.length === 0 && <p className={styles.hint}>{t('tiers.none')}</p>}
      {tiers.map((tier, at) => (
        // A step is its place: two may name the same hours while they are typed.
        // oxlint-disable-next-line react/no-array-index-key
        <ShareRow
          key={at}
          share={tier.share}
          shareLabel={t('tiers.share')}
          removeLabel={t('tiers.remove', { hours: tier.hours })}
          disabled={disabled}
          onShare={(share) => change(at, { ...tier, share })}
          onRemove={() => onChange(tiers.filter((_tier, index) => index !== at))}
        >
          <span>{t('tiers.from')}</span>
          <input
            aria-label={t('tiers.hours')}
            inputMode="numeric"
            maxLength={4}
            value={tier.hours}
            disabled={disabled}
            onChange={({ currentTarget }) => change(at, { ...tier, hours: currentTarget.value })}
          />
          <span>{t('tiers.before')}</span>
        </ShareRow>
      ))}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {tiers.length < 10 && !disabled && (
        <div>
          <Button size="small" icon="plus" onClick={() => onChange([...tiers, { hours: '', share: '' }])}>
            {t('tiers.add')}
          </Button>
        </div>
      )}
    </div>
  );
}
