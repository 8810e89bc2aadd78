import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '#shared/rpc/session-views.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import styles from './user-tiles.module.css';

/** Everybody who may sign in here. The first tile has the focus, arrows and Tab go on. */
export function UserTiles({
  users,
  onChoose,
}: {
  readonly users: readonly UserView[];
  readonly onChoose: (user: UserView) => void;
}) {
  const { t } = useTranslation('session');
  const { t: shell } = useTranslation('shell');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  return (
    <section className={styles.section} aria-labelledby="who">
      <h1 id="who">{t('title')}</h1>
      <ul ref={list} className={styles.tiles}>
        {users.map((user) => (
          <li key={user.id}>
            <button
              type="button"
              className={styles.tile}
              onClick={() => onChoose(user)}
              onKeyDown={(event) => {
                const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
                if (step === undefined) return;
                event.preventDefault();
                moveFocus(list.current, step);
              }}
            >
              <Avatar initials={user.initials} size="big" />
              <b>{user.name}</b>
              <span>{shell(`roles.${user.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function moveFocus(list: HTMLElement | null, step: number): void {
  const tiles = [...(list?.querySelectorAll('button') ?? [])];
  const at = tiles.findIndex((tile) => tile === document.activeElement);
  tiles[(at + step + tiles.length) % tiles.length]?.focus();
}
