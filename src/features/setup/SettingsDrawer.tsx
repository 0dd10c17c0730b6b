import { Drawer } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { Setup } from './Setup';

/** All settings beside the charts. The charts stay visible and continue to redraw. */
export default function SettingsDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('start');
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('allSettings')}
      size={320}
      overlayProps={{ backgroundOpacity: 0 }}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
    >
      <Setup />
    </Drawer>
  );
}
