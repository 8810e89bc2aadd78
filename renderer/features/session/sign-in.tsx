import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MakingView } from '#shared/rpc/sync-views.ts';
import type { UserView } from '#shared/rpc/session-views.ts';
import { useConnection } from '#renderer/state/connection.ts';
import { useSession } from '#renderer/state/session.ts';
import { Logo } from '#renderer/ui/logo.tsx';
import { Making } from './making.tsx';
import { PinPad } from './pin-pad.tsx';
import styles from './sign-in.module.css';
import { UserTiles } from './user-tiles.tsx';

/** Who is at the desk, and their PIN. Covers the window; the last person's work waits behind it, unseen. `trouble` is what stands between the desk and the server while its data is made. */
export function SignIn({ trouble }: { readonly trouble: (making: MakingView) => ReactNode }) {
  const { t: shell } = useTranslation('shell');
  const { session, users, property, making, switching } = useSession();
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
      {making ? (
        <Making making={making} trouble={trouble(making)} />
      ) : chosen ? (
        <PinPad
          key={chosen.id}
          user={chosen}
          locked={session?.user?.id === chosen.id}
          onOthers={() => setChosen(null)}
        />
      ) : (
        <UserTiles users={users} onChoose={setChosen} />
      )}
    </main>
  );
}
