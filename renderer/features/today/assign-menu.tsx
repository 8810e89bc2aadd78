import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayRow } from '#shared/rpc/today-views.ts';
import { useView } from '#renderer/state/use-view.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { DayActs } from './day-acts.ts';
import styles from './today.module.css';

/** More rooms than this are looked for in the booking itself. */
const SHOWN = 8;

/** The rooms that could be given to a stay, the ready ones first; one press gives one, with the way back. */
export function AssignMenu({
  row,
  acts,
  words,
  label,
}: {
  readonly row: DayRow;
  readonly acts: DayActs;
  readonly words: string;
  readonly label: string;
}) {
  const { t } = useTranslation('today');
  const [open, setOpen] = useState(false);
  const { from, to, stayId, roomTypeId, roomId } = row.bar;
  const { value } = useView('availability.get', open ? { from, to, exceptStayId: stayId } : null);
  const rooms = value?.types
    .find((type) => type.roomTypeId === roomTypeId)
    ?.rooms.filter((room) => room.id !== roomId)
    .toSorted((a, b) => rank(a.status) - rank(b.status))
    .slice(0, SHOWN);
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" width={220}>
      <Menu.Target>
        <Button size="small" data-act busy={acts.busy === stayId} aria-label={label}>
          {words}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        {value === undefined && <Menu.Label>{t('act.loadingRooms')}</Menu.Label>}
        {rooms?.length === 0 && <Menu.Label>{t('act.noRooms')}</Menu.Label>}
        {rooms?.map((room) => (
          <Menu.Item
            key={room.id}
            rightSection={<span className={styles.quiet}>{t(`roomStatus.${room.status}`)}</span>}
            onClick={() => acts.assign(row, room)}
          >
            {room.number}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => acts.move(row)}>{t('act.openBooking')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function rank(status: string): number {
  return ['INSPECTED', 'VACANT_CLEAN', 'VACANT_DIRTY', 'OOS'].indexOf(status) + 1 || 9;
}
