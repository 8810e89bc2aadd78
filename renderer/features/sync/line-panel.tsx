import { Popover } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { showPanel, usePanels } from '#renderer/state/panels.ts';
import { useLine } from '#renderer/state/line.ts';
import { useView } from '#renderer/state/use-view.ts';
import { LinePill } from './line-pill.tsx';
import styles from './sync-panel.module.css';
import { SyncPanel } from './sync-panel.tsx';

/** The line in the top bar, and the Sync panel under it. */
export function LinePanel() {
  const { t } = useTranslation('sync');
  const named = useId();
  const open = usePanels((panels) => panels.sync);
  const line = useLine((state) => state.line);
  const zone = useView('lodge.get', {}).value?.property.zone;
  return (
    <Popover
      opened={open}
      onChange={(now) => showPanel('sync', now)}
      position="bottom-end"
      width={440}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <LinePill line={line} zone={zone} open={open} onClick={() => showPanel('sync', !open)} />
      </Popover.Target>
      {/* Its own name, not that of the button that opens it. */}
      <Popover.Dropdown className={styles.panel} aria-labelledby={named}>
        <span id={named} className="spoken-only">
          {t('title')}
        </span>
        <SyncPanel zone={zone} />
      </Popover.Dropdown>
    </Popover>
  );
}
