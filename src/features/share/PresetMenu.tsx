import { Menu, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useLanguage, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { parseExperiment } from '../../schema/parse';
import { type Preset, presets } from '../../schema/presets';
import { useLab } from '../../store/lab';
import { Anchor, type CardProps } from '../setup';

/** The experiments that come with the page: some work, some fail. */
export default function PresetMenu({ onClose }: CardProps) {
  const { t } = useTranslation('share');
  const text = useText();
  const language = useLanguage();
  const open = useLab((lab) => lab.open);
  const choose = ({ title, spec }: Preset) => open({ ...parseExperiment(spec), name: title[language] });
  return (
    <Menu opened onClose={onClose} position="bottom-start" width={420} withinPortal>
      <Menu.Target>
        <Anchor />
      </Menu.Target>
      <Menu.Dropdown
        aria-label={t('presets')}
        mah="80vh"
        maw="calc(100vw - 16px)"
        style={{ overflowY: 'auto' }}
      >
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
