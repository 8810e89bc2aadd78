import { useTranslation } from 'react-i18next';
import { PageHead } from '#renderer/ui/page-head.tsx';

export function TodayScreen() {
  const { t } = useTranslation();
  return <PageHead title={t('screens.today')} />;
}
