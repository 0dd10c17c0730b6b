import { Button, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type TransferMethod, type TransferMethodName, transferMethods } from '../../engine/transfer/methods';
import { useText } from '../../locales/useText';
import { maxMethods } from '../../schema/transfer';
import { useTransfer } from '../../store/transfer';
import { Formula } from '../setup';

const roles = ['control', 'method'] as const;

/** Adds a way to learn; what each is stands beneath its name. */
export function AddMethod() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const count = useTransfer((transfer) => transfer.draft.methods.length);
  const { addMethod } = useTransfer.getState();
  const full = count >= maxMethods;
  return (
    <Menu position="bottom-start" width={440} withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="light"
          disabled={full}
          title={full ? t('maxMethods', { count: maxMethods }) : undefined}
        >
          {t('addMethod')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" maw="96vw" style={{ overflowY: 'auto' }}>
        {roles.map((role) => (
          <div key={role}>
            <Menu.Label>{t(`roles.${role}`)}</Menu.Label>
            {Object.entries<TransferMethod>(transferMethods)
              .filter(([, method]) => method.role === role)
              .map(([kind, { title, summary, formula, source, needs }]) => (
                <Menu.Item key={kind} onClick={() => addMethod(kind as TransferMethodName)}>
                  <Text size="sm" fw={500}>
                    {text(title)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {text(summary)}
                    {needs && ` ${t(`needs.${needs}`)}`}
                    {source && ` ${source}`}
                  </Text>
                  <Formula tex={formula} />
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
