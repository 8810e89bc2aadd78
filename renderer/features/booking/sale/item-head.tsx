import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemLeft } from '#shared/rpc/sale-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import styles from './sale.module.css';

export interface ItemHeadProps {
  readonly icon: IconName;
  readonly title: string;
  readonly when: string;
  readonly left: ItemLeft | null;
  readonly money: string;
  readonly onRemove: () => void;
}

/** What an item is, when, what is left of it with its bar, and what it costs. */
export function ItemHead({ icon, title, when, left, money, onRemove }: ItemHeadProps) {
  const { t } = useTranslation('booking');
  const whole = Math.max(1, left?.sellable ?? 1, (left?.confirmed ?? 0) + (left?.held ?? 0));
  const share = (units: number) => `${(100 * units) / whole}%`;
  const parts = left ? { '--sold': share(left.confirmed), '--taken': share(left.confirmed + left.held) } : {};
  return (
    <div className={styles.head}>
      <span className={styles.mark}>
        <Icon name={icon} />
      </span>
      <span className={styles.name}>
        <b>{title}</b>
        <span>{when}</span>
      </span>
      <span className={styles.left}>
        <b>{money}</b>
        {left && (
          <span className={styles.free}>
            {/* React passes custom properties through; its type does not know them. */}
            <i className={styles.bar} aria-hidden="true" style={parts as CSSProperties} />
            {t('sale.free', { free: left.free, of: left.sellable })}
            {left.mine < left.free && <> · {t('sale.mine', { count: left.mine })}</>}
            {left.promised > 0 && (
              <span className={styles.yours}>
                <Icon name="shield" size="s" label={t('sale.promised')} />
                {t('sale.yours', { count: left.promised })}
              </span>
            )}
          </span>
        )}
      </span>
      <Button
        size="small"
        look="quiet"
        icon="close"
        aria-label={t('sale.remove', { what: title })}
        onClick={onRemove}
      />
    </div>
  );
}
