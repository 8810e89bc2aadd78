import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '#shared/rpc/session-views.ts';
import { useConnection } from '#renderer/state/connection.ts';
import { readSession, useSession } from '#renderer/state/session.ts';
import { useEvery } from '#renderer/state/use-every.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Logo } from '#renderer/ui/logo.tsx';
import { MovingBar } from '#renderer/ui/moving-bar.tsx';
import { PinPad } from './pin-pad.tsx';
import styles from './sign-in.module.css';
import { UserTiles } from './user-tiles.tsx';

/** Who is at the desk, and their PIN. Covers the window; the last person's work waits behind it, unseen. */
export function SignIn() {
  const { t: shell } = useTranslation('shell');
  const { session, users, property, switching } = useSession();
  const gone = useConnection((connection) => connection.status === 'gone');
  const last = switching ? null : (session?.user ?? null);
  const [chosen, setChosen] = useState<UserView | null>(last);
  return (
    <main className={styles.page}>
      <div className={styles.house}>
        <Logo size={40} label={shell('product')} />
        <p>{property}</p>
      </div>
      {gone && (
        <p role="alert" className={styles.gone}>
          {shell('services.gone')}
        </p>
      )}
      {chosen ? (
        <PinPad
          key={chosen.id}
          user={chosen}
          locked={session?.user?.id === chosen.id}
          onOthers={() => setChosen(null)}
        />
      ) : users.length > 0 ? (
        <UserTiles users={users} onChoose={setChosen} />
      ) : (
        <NobodyYet />
      )}
    </main>
  );
}

/** Before the first sync is complete nobody is known here. Asks again by itself, since no notice reaches a window without a person. */
function NobodyYet() {
  const { t } = useTranslation('session');
  useEvery(1_500, askAgain);
  return (
    <div className={styles.card}>
      <EmptyState icon="guests" title={t('empty')} hint={t('emptyHint')} />
      <MovingBar label={t('emptyHint')} />
    </div>
  );
}

function askAgain(): void {
  // Without a wire there is nothing to ask; the next one asks anyway.
  readSession().catch(() => undefined);
}
