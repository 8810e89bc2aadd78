import { useTranslation } from 'react-i18next';
import type { DepartureView } from '#shared/rpc/departure-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { CapacityBar } from '../capacity-bar.tsx';
import styles from './departure-page.module.css';

/** What each channel group sold and holds, and the most it may [I7]. */
export function QuotasCard({ departure, onEdit }: { readonly departure: DepartureView; readonly onEdit?: () => void }) {
  const { t } = useTranslation('departures');
  const sellable = departure.total - departure.blocked;
  // Only beside a quota there is a rest to speak of [I7].
  const shares = departure.groups.some(({ most }) => most !== null);
  return (
    <Card
      title={t('quotas.title')}
      actions={
        onEdit && (
          <Button look="quiet" size="small" icon="edit" onClick={onEdit}>
            {t('quotas.edit')}
          </Button>
        )
      }
    >
      <table className={styles.quotas} aria-label={t('quotas.title')}>
        <thead>
          <tr>
            <th>{t('quotas.group')}</th>
            <th aria-label={t('capacity.title')} />
            <th className={styles.figure}>{t('quotas.sold')}</th>
            <th className={styles.figure}>{t('figures.held')}</th>
            <th className={styles.figure}>{t('quotas.of')}</th>
          </tr>
        </thead>
        <tbody>
          {departure.groups.map(({ group, sold, held, most }) => (
            <tr key={group}>
              <th scope="row">{t(`groups.${group}`)}</th>
              <td>
                <CapacityBar size="row" confirmed={sold} held={held} of={most ?? sellable} />
              </td>
              <td className={styles.figure}>{sold}</td>
              <td className={styles.figure}>{held}</td>
              <td className={`${styles.figure} ${styles.quiet}`}>{most ?? t(shares ? 'quotas.rest' : 'quotas.all')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
