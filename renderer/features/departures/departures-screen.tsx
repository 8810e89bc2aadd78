import { useTranslation } from 'react-i18next';
import { usePlace } from '#renderer/state/router.ts';
import { DeparturePage } from './page/departure-page.tsx';
import { MonthScreen } from './month/month-screen.tsx';

/** Departures: the month, or one of them on its own page. */
export function DeparturesScreen() {
  useTranslation('departures');
  const { item } = usePlace();
  return item === null ? <MonthScreen /> : <DeparturePage key={item} departureId={item} />;
}
