import { useTranslation } from 'react-i18next';
import { closeDrawer, useDrawer } from '#renderer/state/drawer.ts';
import { Drawer } from '#renderer/ui/drawer.tsx';

export function BookingDrawer() {
  const { t } = useTranslation();
  const content = useDrawer();
  return (
    <Drawer open={content !== null} onClose={closeDrawer} title={t('newBooking')} closeLabel={t('states.close')}>
      {null}
    </Drawer>
  );
}
