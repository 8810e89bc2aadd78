import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanels } from '#renderer/state/panels.ts';
import { type ScreenName, usePlace } from '#renderer/state/router.ts';
import { LoadingRows } from '#renderer/ui/loading-rows.tsx';
import { CrashBoundary } from './crash-boundary.tsx';
import { fetchedScreen } from './fetched-screen.ts';

/** Each screen is fetched when it is first opened; only then does the window pay for it. */
const screens = {
  today: fetchedScreen(async () => (await import('#renderer/features/today/today-screen.tsx')).TodayScreen),
  calendar: fetchedScreen(async () => (await import('#renderer/features/calendar/calendar-screen.tsx')).CalendarScreen),
  departures: fetchedScreen(
    async () => (await import('#renderer/features/departures/departures-screen.tsx')).DeparturesScreen,
  ),
  inbox: fetchedScreen(async () => (await import('#renderer/features/inbox/inbox-screen.tsx')).InboxScreen),
  housekeeping: fetchedScreen(
    async () => (await import('#renderer/features/housekeeping/housekeeping-screen.tsx')).HousekeepingScreen,
  ),
} as const satisfies Record<ScreenName, unknown>;

const Drawer = fetchedScreen(async () => (await import('#renderer/features/booking/booking-drawer.tsx')).BookingDrawer);

/** The screen that the address names. */
export function Screen() {
  const { t } = useTranslation();
  const { screen } = usePlace();
  const Shown = screens[screen];
  return (
    <CrashBoundary key={screen}>
      <Suspense fallback={<LoadingRows rows={8} label={t('states.loading')} />}>
        <Shown />
      </Suspense>
    </CrashBoundary>
  );
}

const Allotments = fetchedScreen(
  async () => (await import('#renderer/features/allotments/allotments-panel.tsx')).AllotmentsPanel,
);

/** The settings of allotments over any screen; fetched when they are first opened. */
export function AllotmentsPanel() {
  const wanted = usePanels((panels) => panels.allotments);
  const [opened, setOpened] = useState(false);
  if (wanted && !opened) setOpened(true);
  return (
    <CrashBoundary over>
      <Suspense fallback={null}>{opened && <Allotments />}</Suspense>
    </CrashBoundary>
  );
}

const Terms = fetchedScreen(async () => (await import('#renderer/features/terms/terms-panel.tsx')).TermsPanel);

/** The terms of sale over any screen; fetched when they are first opened. */
export function TermsPanel() {
  const wanted = usePanels((panels) => panels.terms);
  const [opened, setOpened] = useState(false);
  if (wanted && !opened) setOpened(true);
  return (
    <CrashBoundary over>
      <Suspense fallback={null}>{opened && <Terms />}</Suspense>
    </CrashBoundary>
  );
}

/** The booking drawer over any screen. */
export function BookingDrawer() {
  return (
    <CrashBoundary over>
      <Suspense fallback={null}>
        <Drawer />
      </Suspense>
    </CrashBoundary>
  );
}
