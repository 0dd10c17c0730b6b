import { Button, Group, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../locales/useText';
import { parseDistillation } from '../../spec/distillation';
import { distillations, type ReadyDistillation } from '../../spec/distillations';
import { useDistil } from '../../store/distil';
import { CopyLink, NameField, OpenButton, saveStudy } from '../share';

/** The distillation's name, the ready ones, and the ways in and out. */
export function HeadBar() {
  const { t } = useTranslation('distil');
  const name = useDistil((distil) => distil.draft.name);
  const { edit } = useDistil.getState();
  return (
    <Group gap={6}>
      <NameField label={t('name')} name={name} onRename={(typed) => edit('name', typed)} />
      <ReadyMenu />
      <CopyLink />
      <OpenButton />
      <Button size="compact-sm" variant="default" onClick={() => void saveStudy('distil')}>
        {t('save')}
      </Button>
    </Group>
  );
}

/** The distillations that come with the page: what each asks. */
function ReadyMenu() {
  const { t } = useTranslation('distil');
  const text = useText();
  const language = useLanguage();
  const { open } = useDistil.getState();
  return (
    <Menu position="bottom-start" width={420} withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="light">
          {t('ready')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="80vh" maw="96vw" style={{ overflowY: 'auto' }}>
        {Object.entries<ReadyDistillation>(distillations).map(([key, { title, why, distillation }]) => (
          <Menu.Item
            key={key}
            onClick={() => open({ ...parseDistillation(distillation), name: title[language] })}
          >
            <Text size="sm" fw={500}>
              {text(title)}
            </Text>
            <Text size="xs" c="dimmed">
              {text(why)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
