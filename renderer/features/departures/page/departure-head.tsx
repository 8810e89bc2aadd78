import { Menu } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { DepartureView, ManifestView } from '#shared/rpc/departure-views.ts';
import type { LodgeView } from '#shared/rpc/lodge-views.ts';
import { dayIn } from '#shared/kernel/dates.ts';
import { isGuaranteed } from '#shared/tours/departure-status.ts';
import { openDrawer } from '#renderer/state/drawer.ts';
import { useServerNow } from '#renderer/state/use-server-now.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatClock, formatDay, formatDuration } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { useMayPlan } from '../may-plan.ts';
import { saveManifest } from '../print/manifest-csv.ts';
import { isBookable, statusLook } from '../status-look.ts';
import { useDepartureAct } from '../use-departure-act.ts';
import type { OpenForm } from './departure-forms.tsx';
import styles from './departure-page.module.css';

export interface DepartureHeadProps {
  readonly departure: DepartureView;
  readonly lodge: LodgeView;
  /** Undefined until it is read. */
  readonly manifest: ManifestView | undefined;
  readonly bookButton: Ref<HTMLButtonElement>;
  readonly onOpen: (open: OpenForm) => void;
}

/** Which departure, how it stands, and what can be done with all of it. */
export function DepartureHead({ departure, lodge, manifest, bookButton, onOpen }: DepartureHeadProps) {
  const { t } = useTranslation('departures');
  const act = useDepartureAct();
  const mayPlan = useMayPlan();
  const { product, status, minParticipants, confirmed, state, sale } = departure;
  const stands = state === 'scheduled' && status !== 'DEPARTED';
  return (
    <>
      <div className={styles.head}>
        <div>
          <div className={styles.name}>
            <h1>{product.name}</h1>
            <Tag {...statusLook[status]}>{t(`status.${status}`)}</Tag>
            {stands && minParticipants > 0 && (
              <Tag
                tone={isGuaranteed(departure, departure) ? 'house' : 'out'}
                icon={isGuaranteed(departure, departure) ? 'check' : 'warning'}
              >
                {isGuaranteed(departure, departure)
                  ? t('minimum.runsReached', { count: minParticipants })
                  : t('minimum.missing', { count: minParticipants - confirmed, of: minParticipants })}
              </Tag>
            )}
          </div>
          <When departure={departure} />
        </div>
        <div className={styles.actions}>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button icon="print">{t('manifest.title')}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<Icon name="print" size="m" />}
                disabled={manifest === undefined}
                onClick={() => requestAnimationFrame(() => window.print())}
              >
                {t('manifest.print')}
              </Menu.Item>
              <Menu.Item
                leftSection={<Icon name="download" size="m" />}
                disabled={manifest === undefined}
                onClick={() => manifest && saveManifest(t, departure, manifest, lodge.property.currency)}
              >
                {t('manifest.csv')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {stands && (
            <>
              {departure.bookings > 0 && (
                <Button icon="mail" onClick={() => onOpen({ form: 'toAll' })}>
                  {t('write.toAll', { count: departure.bookings })}
                </Button>
              )}
              <Button icon="ban" onClick={() => onOpen({ form: 'block' })}>
                {t('blockSeats')}
              </Button>
              <Menu position="bottom-end" withinPortal>
                <Menu.Target>
                  <Button icon="more" aria-label={t('more')} busy={act.busy} />
                </Menu.Target>
                <Menu.Dropdown>
                  {departure.bookings > 0 && (
                    <Menu.Item leftSection={<Icon name="mail" size="m" />} onClick={() => onOpen({ form: 'reminder' })}>
                      {t('write.remind')}
                    </Menu.Item>
                  )}
                  {mayPlan && (
                    <Menu.Item leftSection={<Icon name="edit" size="m" />} onClick={() => onOpen({ form: 'edit' })}>
                      {t('edit.title')}
                    </Menu.Item>
                  )}
                  {mayPlan && (
                    <Menu.Item
                      leftSection={<Icon name="arrowRight" size="m" />}
                      onClick={() => onOpen({ form: 'variants' })}
                    >
                      {t('variants.title')}
                    </Menu.Item>
                  )}
                  {mayPlan && (
                    <Menu.Item
                      leftSection={<Icon name="departures" size="m" />}
                      onClick={() => onOpen({ form: 'product' })}
                    >
                      {t('productForm.change')}
                    </Menu.Item>
                  )}
                  {mayPlan && minParticipants > 0 && !isGuaranteed(departure, departure) && (
                    <Menu.Item
                      leftSection={<Icon name="check" size="m" />}
                      onClick={() =>
                        void act.run('guaranteeDeparture', { departureId: departure.id }, t('minimum.guaranteed'))
                      }
                    >
                      {t('minimum.guarantee', { count: minParticipants })}
                    </Menu.Item>
                  )}
                  {sale === 'closed'
                    ? mayPlan && (
                        <Menu.Item
                          leftSection={<Icon name="unlock" size="m" />}
                          onClick={() =>
                            void act.run('openSale', { departureId: departure.id, sale: 'open' }, t('sale.opened'))
                          }
                        >
                          {t('sale.open')}
                        </Menu.Item>
                      )
                    : stands && (
                        <Menu.Item
                          leftSection={<Icon name="lock" size="m" />}
                          onClick={() => onOpen({ form: 'close' })}
                        >
                          {t('sale.close')}
                        </Menu.Item>
                      )}
                  {mayPlan && status === 'SCHEDULED' && (
                    <Menu.Item
                      leftSection={<Icon name="unlock" size="m" />}
                      onClick={() =>
                        void act.run('openSale', { departureId: departure.id, sale: 'open' }, t('sale.opened'))
                      }
                    >
                      {t('sale.openNow')}
                    </Menu.Item>
                  )}
                  {mayPlan && (
                    <Menu.Item
                      className={styles.loss}
                      leftSection={<Icon name="close" size="m" />}
                      onClick={() => onOpen({ form: 'cancel' })}
                    >
                      {t('cancel.title')} …
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            </>
          )}
          {isBookable(status) && (
            <Button
              ref={bookButton}
              look="primary"
              icon="plus"
              keys="N"
              onClick={() => openDrawer({ kind: 'new', departureId: departure.id })}
            >
              {t('bookSeats')}
            </Button>
          )}
        </div>
      </div>
      {departure.note && (
        <p className={styles.note}>
          <Icon name="note" />
          <span>{departure.note}</span>
        </p>
      )}
      {state === 'cancelled' && (
        <p className={`${styles.note} ${styles.off}`}>
          <Icon name="close" />
          <span>
            {departure.stateReason ? t('cancelledFor', { reason: departure.stateReason }) : t('status.CANCELLED')}
          </span>
        </p>
      )}
    </>
  );
}

/** When it leaves and comes back, with whom, and until when it is booked; by the lodge's clock. */
function When({ departure }: { readonly departure: DepartureView }) {
  const { t } = useTranslation('departures');
  const now = useServerNow(30_000);
  const { date, time, endsOn, guide, cutoffAt, zone } = departure;
  const end = endsOn === date ? '' : ` → ${formatDay(endsOn)}`;
  const left = Date.parse(cutoffAt) - now;
  const cutoff = { day: formatDay(dayIn(zone, cutoffAt)), time: formatClock(cutoffAt, zone) };
  const parts = [
    `${formatDay(date, 'full')}, ${time}${end}`,
    guide && t('guide', { guide }),
    left > 0 ? t('cutoff.at', { ...cutoff, left: formatDuration(left) }) : t('cutoff.was', cutoff),
  ];
  return <p className={styles.when}>{parts.filter(Boolean).join(' · ')}</p>;
}
