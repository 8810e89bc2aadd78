import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductLine } from '#shared/rpc/departure-views.ts';
import { departureStatuses } from '#shared/schema/words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { statusLook } from '../status-look.ts';
import styles from './filter-menu.module.css';
import { toggled, useMonthState } from './month-state.ts';

/** Chooses which statuses and which products are shown; its button says which. */
export function FilterMenu({ products }: { readonly products: readonly ProductLine[] }) {
  const { t } = useTranslation('departures');
  const { statuses, products: chosen } = useMonthState();
  const [open, setOpen] = useState(false);
  const ids = products.map(({ id }) => id);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus withRoles={false}>
      <Popover.Target>
        <Button icon="filter" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {useFilterWords(products)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('filter.title')}>
        {open && (
          <div className={styles.menu}>
            <fieldset>
              <legend>{t('filter.status')}</legend>
              {departureStatuses.map((status) => (
                <label key={status}>
                  <input
                    type="checkbox"
                    checked={statuses === null || statuses.has(status)}
                    onChange={() => useMonthState.setState({ statuses: toggled(statuses, status, departureStatuses) })}
                  />
                  <Tag {...statusLook[status]}>{t(`status.${status}`)}</Tag>
                </label>
              ))}
            </fieldset>
            <fieldset className={styles.products}>
              <legend>{t('filter.product')}</legend>
              {products.map(({ id, name, code }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    checked={chosen === null || chosen.has(id)}
                    onChange={() => useMonthState.setState({ products: toggled(chosen, id, ids) })}
                  />
                  {name}
                  <span>{code}</span>
                </label>
              ))}
            </fieldset>
            <footer>
              <Button
                size="small"
                onClick={() => useMonthState.setState({ statuses: new Set(['OPEN', 'FEW_LEFT']), products: null })}
              >
                {t('filter.bookable')}
              </Button>
              <Button
                size="small"
                look="quiet"
                disabled={statuses === null && chosen === null}
                onClick={() => useMonthState.setState({ statuses: null, products: null })}
              >
                {t('filter.all')}
              </Button>
            </footer>
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the filter leaves, in the few words that a button holds. */
function useFilterWords(products: readonly ProductLine[]): string {
  const { t } = useTranslation('departures');
  const { statuses, products: chosen } = useMonthState();
  const only = chosen?.size === 1 ? products.find(({ id }) => chosen.has(id))?.name : undefined;
  const product = chosen === null ? '' : (only ?? t('filter.products', { count: chosen.size }));
  const isBookable = statuses?.size === 2 && statuses.has('OPEN') && statuses.has('FEW_LEFT');
  const [first] = statuses ?? [];
  const status =
    statuses === null || first === undefined
      ? ''
      : isBookable
        ? t('filter.bookable')
        : statuses.size === 1
          ? t(`status.${first}`)
          : t('filter.statuses', { count: statuses.size });
  return [status, product].filter(Boolean).join(' · ') || t('filter.everything');
}
