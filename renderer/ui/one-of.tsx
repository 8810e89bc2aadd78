import { useId } from 'react';
import { Icon } from './icon.tsx';
import styles from './one-of.module.css';

/** One of several that exclude each other; `short` where it has less than what is wanted, which its note says in words. */
export interface Way {
  readonly id: string;
  readonly words: string;
  readonly note?: string;
  readonly short?: boolean;
}

export interface OneOfProps {
  /** What is chosen, for who does not see the rows. */
  readonly label: string;
  readonly ways: readonly Way[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Rows of which one is chosen, by mouse or by the arrow keys; each says at its end what it has. */
export function OneOf({ label, ways, chosen, onChoose }: OneOfProps) {
  const name = useId();
  return (
    <fieldset className={styles.rows} aria-label={label}>
      {ways.map(({ id, words, note = '', short = false }) => (
        <label key={id}>
          <input type="radio" name={name} checked={id === chosen} onChange={() => onChoose(id)} />
          <span>{words}</span>
          <span className={short ? styles.short : undefined}>
            {short && <Icon name="warning" />}
            {note}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
