import { useTranslation } from 'react-i18next';
import { showPanel } from '#renderer/state/panels.ts';
import { useEvery } from '#renderer/state/use-every.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import styles from './desk-notices.module.css';
import { troubleLooks, troublesOf } from './desk-trouble.ts';

/** So often it is looked at what no notice tells: the clock. */
const EVERY_MS = 20_000;

/** What is wrong with this desk, in one line each, on every screen: the work goes on, and the way out is one press away. */
export function DeskNotices() {
  const { t } = useTranslation('sync');
  const { value: sync, refetch } = useView('sync.get', {});
  useEvery(EVERY_MS, refetch);
  if (!sync) return null;
  const figures = {
    desk: sync.desk,
    count: sync.secondCopy.missing,
    length: formatDuration(Math.abs(sync.clockOffsetMs)),
    side: sync.clockOffsetMs < 0 ? t('ahead') : t('behind'),
  };
  return troublesOf(sync).map((trouble) => {
    const [tone, icon] = troubleLooks[trouble];
    return (
      <section key={trouble} role="status" className={`${styles.banner} ${styles[tone]}`}>
        <Icon name={icon} />
        <span className={styles.text}>{t(`trouble.${trouble}.line`, figures)}</span>
        <Button
          size="small"
          onClick={() => showPanel(trouble === 'secondCopy' || trouble === 'clock' ? 'sync' : 'standing', true)}
        >
          {t(`trouble.${trouble}.act`)}
        </Button>
      </section>
    );
  });
}
