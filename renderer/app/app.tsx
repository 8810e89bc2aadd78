import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Activity, useEffect } from 'react';
import { AllKeys } from '#renderer/features/palette/all-keys.tsx';
import { Palette } from '#renderer/features/palette/palette.tsx';
import { PersonMenu } from '#renderer/features/session/person-menu.tsx';
import { SignIn } from '#renderer/features/session/sign-in.tsx';
import { useIdleLock } from '#renderer/features/session/use-idle-lock.ts';
import { Shell } from '#renderer/features/shell/shell.tsx';
import { StartScreen } from '#renderer/features/shell/start-screen.tsx';
import { DiagnosticsDialog } from '#renderer/features/sync/diagnostics-dialog.tsx';
import { DeskNotices } from '#renderer/features/sync/desk-notices.tsx';
import { StandingDialog } from '#renderer/features/sync/standing-dialog.tsx';
import { makingTrouble } from '#renderer/features/sync/making-trouble.tsx';
import { LinePanel } from '#renderer/features/sync/line-panel.tsx';
import { useAnnouncement } from '#renderer/state/announce.ts';
import { useConnection } from '#renderer/state/connection.ts';
import { withdrawUndo } from '#renderer/state/offer-undo.ts';
import { isOpen, useSession } from '#renderer/state/session.ts';
import { clearToasts, hidePassed } from '#renderer/state/toasts.tsx';
import { LiveRegion } from '#renderer/ui/live-region.tsx';
import { mantineVariables, theme } from '#renderer/ui/theme.ts';
import { AllotmentsPanel, BookingDrawer, Screen } from './screens.tsx';

/** The whole window: what is said, who sits here, and the frame with its screens. */
export function App() {
  const said = useAnnouncement();
  useEffect(() => {
    document.addEventListener('pointerdown', hidePassed, true);
    return () => document.removeEventListener('pointerdown', hidePassed, true);
  }, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={mantineVariables} defaultColorScheme="auto">
      <Notifications position="bottom-left" limit={4} zIndex={600} containerWidth={392} className="cairn-toasts" />
      <LiveRegion text={said.text} n={said.n} />
      <Desk />
    </MantineProvider>
  );
}

/** Sign-in lies before the work and hides it; the same person finds it again as it was left, another begins anew. */
function Desk() {
  const { session } = useSession();
  const status = useConnection((connection) => connection.status);
  const open = isOpen(session);
  useIdleLock();
  useEffect(() => {
    if (open) return;
    withdrawUndo();
    clearToasts();
  }, [open]);
  if (!session) return <StartScreen gone={status === 'gone'} />;
  return (
    <>
      {session.user && (
        <Activity key={session.user.id} mode={open ? 'visible' : 'hidden'}>
          <Shell line={<LinePanel />} person={<PersonMenu />} notice={<DeskNotices />}>
            <Screen />
          </Shell>
          <BookingDrawer />
          <AllotmentsPanel />
          <Palette />
          <AllKeys />
          <DiagnosticsDialog />
          <StandingDialog />
        </Activity>
      )}
      {!open && <SignIn trouble={makingTrouble} />}
    </>
  );
}
