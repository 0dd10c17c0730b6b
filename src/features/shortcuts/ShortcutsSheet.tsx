import { Anchor, Kbd, Modal, Table, Text } from '@mantine/core';
import { version } from '../../base/version';
import { useTranslation } from '../../locales/useTranslation';
import { openStudyPage } from '../share';
import { shortcuts } from './shortcuts';

/** Lists every shortcut of the open room. */
export default function ShortcutsSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('share');
  const inStudy = openStudyPage() !== undefined;
  const here = inStudy ? shortcuts.filter(({ study }) => study) : shortcuts;
  return (
    <Modal opened onClose={onClose} title={t('shortcuts')}>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {here.map(({ name, shown }) => (
            <Table.Tr key={name}>
              <Table.Td w={120}>
                <Kbd>{shown}</Kbd>
              </Table.Td>
              <Table.Td>{t(`${inStudy ? 'studyKeys' : 'keys'}.${name}`)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>
              <Kbd>?</Kbd>
            </Table.Td>
            <Table.Td>{t('shortcuts')}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="md">
        Gradient Lab {version} ·{' '}
        <Anchor href="licenses.txt" target="_blank" rel="noreferrer">
          {t('licenses')}
        </Anchor>
      </Text>
    </Modal>
  );
}
