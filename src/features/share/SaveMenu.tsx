import { Menu } from '@mantine/core';
import { exportFormats } from '../../exports';
import { useTranslation } from '../../locales/useTranslation';
import { Anchor, type CardProps } from '../setup';
import { saveExperiment, saveTelemetry, saveToLibrary } from './commands';

/** Loaded when something leaves for another program. */
const exports = () => import('./exports');

interface SaveMenuProps extends CardProps {
  /** @param kept whether the library has stored the run */
  readonly onKept: (kept: boolean) => void;
}

/** What can be saved of the run, and in which format. */
export default function SaveMenu({ onClose, onKept }: SaveMenuProps) {
  const { t } = useTranslation('share');
  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal>
      <Menu.Target>
        <Anchor />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('save')}>
        <Menu.Item onClick={saveExperiment}>{t('saveExperiment')}</Menu.Item>
        <Menu.Item onClick={saveTelemetry}>{t('saveTelemetry')}</Menu.Item>
        {exportFormats.map((format) => (
          <Menu.Item key={format} onClick={() => void exports().then(({ saveAs }) => saveAs(format))}>
            {t(`saveAs.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => void saveToLibrary().then(onKept)}>{t('keepRun')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
