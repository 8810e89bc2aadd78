import { Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#shared/kernel/dates.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatDay } from '#renderer/ui/format.ts';
import { showFrom } from './window-state.ts';

/** Says which days are shown, and opens a month to jump from. */
export function DateJump({ from, days }: { readonly from: string; readonly days: number }) {
  const { t, i18n } = useTranslation('calendar');
  const [open, setOpen] = useState(false);
  const last = addDays(from, days - 1);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus withRoles={false}>
      <Popover.Target>
        <Button
          icon="calendar"
          aria-haspopup="dialog"
          aria-expanded={open}
          title={t('jump')}
          onClick={() => setOpen(!open)}
        >
          {formatDay(from, 'short')} – {formatDay(last, 'short')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('jump')}>
        {open && (
          <DatePicker
            value={from}
            defaultDate={from}
            locale={i18n.language}
            onChange={(day) => {
              setOpen(false);
              if (day !== null) showFrom(day);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
