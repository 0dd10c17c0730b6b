import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../locales/useText';
import { parseExperiment } from '../../schema/parse';
import { type Preset, presets } from '../../schema/presets';
import { titleOf } from '../../schema/runTitle';
import { useLab } from '../../store/lab';
import { CopyLink } from './CopyLink';
import { saveExperiment, saveTelemetry, saveToLibrary } from './commands';
import { NameField } from './NameField';
import { OpenButton } from './OpenButton';

/** Loaded when something leaves for another program. */
const exports = () => import('./exports');

/** The experiment's name, the presets, and the buttons to open, save and share. */
export function ShareBar() {
  const { t } = useTranslation('share');
  const spec = useLab((lab) => lab.spec);
  const text = useText();
  const edit = useLab((lab) => lab.edit);
  const [keeping, setKeeping] = useState<boolean>();
  useEffect(() => {
    if (keeping === undefined) return;
    const timer = setTimeout(() => setKeeping(undefined), 2500);
    return () => clearTimeout(timer);
  }, [keeping]);
  return (
    <div className="share">
      <NameField label={t('name')} name={titleOf(spec, text)} onRename={(typed) => edit('name', typed)} />
      <PresetMenu />
      <CopyLink />
      <OpenButton />
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            {t('save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
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
          <Menu.Item onClick={() => void saveToLibrary().then((kept) => setKeeping(kept))}>
            {t('keepRun')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {keeping !== undefined && (
        <Text size="xs" role="status" c={keeping ? 'dimmed' : 'red'}>
          {t(keeping ? 'kept' : 'notKept')}
        </Text>
      )}
    </div>
  );
}

/** The menu of the experiments that come with the page: some work, some fail. */
function PresetMenu() {
  const { t } = useTranslation('share');
  const text = useText();
  const language = useLanguage();
  const open = useLab((lab) => lab.open);
  const choose = ({ title, spec }: Preset) => open({ ...parseExperiment(spec), name: title[language] });
  return (
    <Menu position="bottom-start" width={420} withinPortal menuItemTabIndex={0}>
      <Menu.Target>
        <Button size="compact-sm" variant="light">
          {t('presets')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="80vh" style={{ overflowY: 'auto' }}>
        {Object.entries<Preset>(presets).map(([name, preset]) => (
          <Menu.Item
            key={name}
            onClick={() => choose(preset)}
            leftSection={
              preset.works ? (
                <IconCheck size={16} color="var(--mantine-color-teal-6)" aria-label={t('works')} />
              ) : (
                <IconX size={16} color="var(--mantine-color-red-6)" aria-label={t('fails')} />
              )
            }
          >
            <Text size="sm" fw={500}>
              {text(preset.title)}
            </Text>
            <Text size="xs" c="dimmed">
              {text(preset.why)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
