import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '#shared/rpc/search-hit.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { goTo } from '#renderer/state/router.ts';
import { useKeys } from '#renderer/state/use-keys.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import styles from './search-box.module.css';
import { SearchHits, leadsSomewhere } from './search-hits.tsx';

/** Fast enough to feel like typing, slow enough not to ask for every letter. */
const PAUSE_MS = 120;

/** Finds a guest, room, booking or receipt. `/` comes here, arrows choose, Enter opens, Esc leaves. */
export function SearchBox() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  // Enter came before what was typed had been looked for: it opens what is found.
  const [entered, setEntered] = useState('');
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const found = useView('search.all', asked ? { text: asked } : null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const hits = found.value ?? [];
  const shown = open && text.trim() !== '';
  const answered = asked === text.trim() && found.value !== undefined;

  useKeys([
    { id: 'find', keys: '/', group: 'everywhere', label: () => t('keys.find'), run: () => input.current?.select() },
  ]);

  useEffect(() => {
    if (entered === '' || !answered || entered !== asked) return;
    setEntered('');
    const hit = hits[chosen];
    if (hit) pick(hit);
    // The hits belong to the answer; the rest is made anew on every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [entered, answered, asked, chosen]);

  function leave(): void {
    setOpen(false);
    setText('');
    setEntered('');
    input.current?.blur();
  }

  function pick(hit: SearchHit): void {
    if (!leadsSomewhere(hit)) return;
    leave();
    openHit(hit);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown') setChosen((at) => Math.min(hits.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setChosen((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') {
      const hit = hits[chosen];
      if (found.error) found.refetch();
      else if (!answered) setEntered(text.trim());
      else if (hit) pick(hit);
    } else return;
    event.preventDefault();
  }

  return (
    <search className={styles.search}>
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits.length > 0 ? `${listId}-${chosen}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={t('search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
          setEntered('');
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <KeyHint keys="/" />
      {shown && (
        <SearchHits
          id={listId}
          text={text.trim()}
          hits={hits}
          state={found.error ? 'failed' : answered ? 'found' : 'searching'}
          chosen={chosen}
          onPick={pick}
        />
      )}
    </search>
  );
}

/** A booking opens where it is; a room is shown on the calendar. */
function openHit(hit: SearchHit): void {
  if (hit.bookingId) openDrawer({ bookingId: hit.bookingId });
  else if (hit.kind === 'room') goTo('calendar', { room: hit.id });
}
