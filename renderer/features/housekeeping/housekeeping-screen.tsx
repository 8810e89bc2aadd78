import { useTranslation } from 'react-i18next';
import { PageHead } from '#renderer/ui/page-head.tsx';

export function HousekeepingScreen() {
  const { t } = useTranslation();
  return <PageHead title={t('screens.housekeeping')} />;
}
