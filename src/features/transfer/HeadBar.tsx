import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage, useShownName } from '../../locales/useText';
import { parseTransfer } from '../../schema/transfer';
import { type ReadyTransfer, transfers } from '../../schema/transfers';
import { useTransfer } from '../../store/transfer';
import { CopyLink, NameField, OpenButton, saveStudy } from '../share';
import { ReadyMenu } from '../study';

/** The transfer's name, the ready ones, and the ways in and out. */
export function HeadBar() {
  const { t } = useTranslation('transfer');
  const name = useTransfer((transfer) => transfer.draft.name);
  const language = useLanguage();
  const shown = useShownName(transfers);
  const { edit, open } = useTransfer.getState();
  return (
    <Group gap={6}>
      <NameField label={t('name')} name={shown(name)} onRename={(typed) => edit('name', typed)} />
      <ReadyMenu
        label={t('ready')}
        entries={Object.entries<ReadyTransfer>(transfers).map(([key, { title, why, transfer }]) => ({
          key,
          title,
          why,
          open: () => open({ ...parseTransfer(transfer), name: title[language] }),
        }))}
      />
      <CopyLink />
      <OpenButton />
      <Button size="compact-sm" variant="default" onClick={() => void saveStudy('transfer')}>
        {t('save')}
      </Button>
    </Group>
  );
}
