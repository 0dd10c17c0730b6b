import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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
        <Menu.Item onClick={() => void exports().then(({ savePytorch }) => savePytorch('py'))}>
          {t('savePytorch')}
        </Menu.Item>
        <Menu.Item onClick={() => void exports().then(({ savePytorch }) => savePytorch('ipynb'))}>
          {t('saveNotebook')}
        </Menu.Item>
        {(['keras', 'tensorflow'] as const).map((library) => (
          <Menu.Item
            key={library}
            onClick={() => void exports().then(({ saveScript }) => saveScript(library))}
          >
            {t(`saveScript.${library}`)}
          </Menu.Item>
        ))}
        {(['safetensors', 'npz', 'onnx'] as const).map((format) => (
          <Menu.Item
            key={format}
            onClick={() => void exports().then(({ saveWeights }) => saveWeights(format))}
          >
            {t(`saveWeights.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => void saveToLibrary().then(onKept)}>{t('keepRun')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
