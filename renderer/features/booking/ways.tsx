import { useTranslation } from 'react-i18next';
import type { Alternative } from '#shared/schema/answers.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatMoney, formatSpan } from '#renderer/ui/format.ts';
import styles from './parts.module.css';

export interface WaysProps {
  readonly ways: readonly Alternative[];
  readonly currency: string;
  readonly busy: boolean;
  readonly onTake: (way: Alternative) => void;
}

/** The ways out of a refusal, each one click, with what it changes in the price. */
export function Ways({ ways, currency, busy, onTake }: WaysProps) {
  const { t } = useTranslation('booking');
  const priceWords = (difference: number) => {
    if (difference === 0) return t('ways.samePrice');
    const money = formatMoney(Math.abs(difference), currency, { code: true, decimals: 'auto' });
    return difference > 0 ? t('ways.more', { money }) : t('ways.less', { money });
  };
  return (
    <div className={styles.ways}>
      {ways.map((way, index) => (
        <Button key={index} className={styles.way} busy={busy} onClick={() => onTake(way)}>
          <span>{t(`ways.${way.kind}`, { ...way.label, span: spanOf(way) })}</span>
          <span>{priceWords(way.difference)}</span>
        </Button>
      ))}
    </div>
  );
}

function spanOf({ label }: Alternative): string {
  const { from, to } = label;
  return typeof from === 'string' && typeof to === 'string' ? formatSpan(from, to) : '';
}
