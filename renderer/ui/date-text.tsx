import { type DayShape, formatDay } from './format.ts';
import styles from './figure.module.css';

/** A plain date in the reader's language. */
export function DateText({ date, shape = 'weekday' }: { readonly date: string; readonly shape?: DayShape }) {
  return (
    <time className={styles.figure} dateTime={date}>
      {formatDay(date, shape)}
    </time>
  );
}
