import { Button, Group, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../locales/useText';
import { parseTransfer } from '../../spec/transfer';
import { type ReadyTransfer, transfers } from '../../spec/transfers';
import { useTransfer } from '../../store/transfer';
import { CopyLink, NameField, OpenButton, saveStudy } from '../share';

/** The transfer's name, the ready ones, and the ways in and out. */
export function HeadBar() {
  const { t } = useTranslation('transfer');
  const name = useTransfer((transfer) => transfer.draft.name);
  const { edit } = useTransfer.getState();
  return (
    <Group gap={6}>
      <NameField label={t('name')} name={name} onRename={(typed) => edit('name', typed)} />
      <ReadyMenu />
      <CopyLink />
      <OpenButton />
      <Button size="compact-sm" variant="default" onClick={() => void saveStudy('transfer')}>
        {t('save')}
      </Button>
    </Group>
  );
}

/** The transfers that come with the page: what each asks. */
function ReadyMenu() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const language = useLanguage();
  const { open } = useTransfer.getState();
  return (
    <Menu position="bottom-start" width={420} withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="light">
          {t('ready')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="80vh" maw="96vw" style={{ overflowY: 'auto' }}>
        {Object.entries<ReadyTransfer>(transfers).map(([key, { title, why, transfer }]) => (
          <Menu.Item key={key} onClick={() => open({ ...parseTransfer(transfer), name: title[language] })}>
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
