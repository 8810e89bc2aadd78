import { useTranslation } from 'react-i18next';
import type { SearchHit } from '#shared/rpc/search-hit.ts';
import { Icon, type IconName } from '#renderer/ui/icon.tsx';
import styles from './search-box.module.css';

const marks: Readonly<Record<SearchHit['kind'], IconName>> = {
  booking: 'calendar',
  guest: 'person',
  room: 'bed',
  receipt: 'receipt',
};

export interface SearchHitsProps {
  readonly id: string;
  readonly text: string;
  readonly hits: readonly SearchHit[];
  readonly state: 'searching' | 'found' | 'failed';
  readonly chosen: number;
  readonly onPick: (hit: SearchHit) => void;
}

/** What was found, under the field. The pointer does not take the focus away from it. */
export function SearchHits({ id, text, hits, state, chosen, onPick }: SearchHitsProps) {
  const { t } = useTranslation();
  const says = { searching: t('search.searching'), failed: t('search.failed'), found: t('search.none', { text }) };
  return (
    <div className={styles.hits}>
      <div id={id} role="listbox" aria-label={t('search.label')}>
        {hits.map((hit, index) => (
          <button
            type="button"
            tabIndex={-1}
            key={`${hit.kind} ${hit.id}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            aria-disabled={!leadsSomewhere(hit) || undefined}
            className={styles.hit}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(hit)}
          >
            <Icon name={marks[hit.kind]} label={t(`search.kinds.${hit.kind}`)} />
            <span className={styles.title}>{hit.title}</span>
            <span className={styles.subtitle}>{hit.subtitle}</span>
          </button>
        ))}
      </div>
      <p role="status" className={hits.length > 0 && state === 'found' ? 'spoken-only' : styles.note}>
        {hits.length > 0 && state === 'found' ? t('search.count', { count: hits.length }) : says[state]}
      </p>
    </div>
  );
}

/** A guest who never booked has no screen yet to be shown on: found, but nothing to open. */
export function leadsSomewhere(hit: SearchHit): boolean {
  return hit.bookingId !== null || hit.kind === 'room';
}
