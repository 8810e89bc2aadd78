import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomTypeView } from '#shared/rpc/lodge-views.ts';
import { Button } from '#renderer/ui/button.tsx';
import { showAllTypes, toggleType, useWindowState } from './window-state.ts';

/** Chooses which room types the chart shows. */
export function TypeFilter({ types }: { readonly types: readonly RoomTypeView[] }) {
  const { t } = useTranslation('calendar');
  const shown = useWindowState((state) => state.types);
  const [open, setOpen] = useState(false);
  const all = types.map((type) => type.id);
  const only = shown?.size === 1 ? types.find((type) => shown.has(type.id))?.name : undefined;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus withRoles={false}>
      <Popover.Target>
        <Button icon="bed" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          {shown === null ? t('allTypes') : (only ?? t('someTypes', { count: shown.size }))}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('filter')}>
        {open && (
          <div className="cal-types">
            {types.map((type) => (
              <label key={type.id}>
                <input
                  type="checkbox"
                  checked={shown === null || shown.has(type.id)}
                  onChange={() => toggleType(type.id, all)}
                />
                {type.name}
                <span>{type.code}</span>
              </label>
            ))}
            <Button size="small" look="quiet" disabled={shown === null} onClick={showAllTypes}>
              {t('showAll')}
            </Button>
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
