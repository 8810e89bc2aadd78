import { type MoneyFormat, formatMoney } from './format.ts';
import styles from './figure.module.css';

export interface MoneyProps extends MoneyFormat {
  /** Minor units. */
  readonly minor: number;
  readonly currency: string;
}

/** An amount that lines up with its neighbours. */
export function Money({ minor, currency, ...format }: MoneyProps) {
  return <span className={styles.figure}>{formatMoney(minor, currency, format)}</span>;
}
