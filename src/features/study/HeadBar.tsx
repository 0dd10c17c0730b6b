import { Button, Group, Menu } from '@mantine/core';
import { studyFormats } from '../../exports';
import { useLanguage, useShownName } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { CopyLink, NameField, OpenButton, savedForPytorch, saveStudy } from '../share';
import { useStudy } from './definition';
import { ReadyMenu } from './ReadyMenu';

/** The study's name, the ready studies, and the controls to open and save. */
export function HeadBar() {
  const { page, words, ready, useStore } = useStudy();
  const { t } = useTranslation(words);
  const { t: tStudy } = useTranslation('study');
  const name = useStore((state) => state.draft.name);
  const language = useLanguage();
  const shown = useShownName(ready);
  const { edit, open } = useStore.getState();
  return (
    <Group gap={6}>
      <NameField label={t('name')} name={shown(name)} onRename={(typed) => edit('name', typed)} />
      <ReadyMenu
        label={t('ready')}
        entries={Object.entries(ready).map(([key, { title, why, spec }]) => ({
          key,
          title,
          why,
          open: () => open({ ...spec, name: title[language] }),
        }))}
      />
      <CopyLink />
      <OpenButton />
      <Button size="compact-sm" variant="default" onClick={() => void saveStudy(page)}>
        {tStudy('save')}
      </Button>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="default">
            PyTorch
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {studyFormats.map((format) => (
            <Menu.Item
              key={format}
              onClick={() => void savedForPytorch().then((exports) => exports.saveStudyAs(page, format))}
            >
              {tStudy(`pytorch.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
