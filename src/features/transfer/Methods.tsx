import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryColor } from '../../charts';
import { useText } from '../../locales/useText';
import { type TransferMethodSpec, transferMethodOf } from '../../schema/transfer';
import { transferNames } from '../../schema/transferNames';
import { useTransfer } from '../../store/transfer';
import { EditingProvider, FieldControl, Hint } from '../setup';
import { Problems, Swatch } from '../study';
import { AddMethod } from './AddMethod';
import { editingOf } from './editing';

/** The ways to learn for the target that are compared. */
export function Methods() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const methods = useTransfer((transfer) => transfer.draft.methods);
  const problem = useTransfer((transfer) => transfer.problems.methods);
  const names = transferNames(methods, text);
  return (
    <section aria-label={t('methods')}>
      <Group gap={8} mb={6}>
        <Text fw={600} size="sm">
          {t('methods')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('methodsHelp')}
        </Text>
        <AddMethod />
      </Group>
      <div className="methods">
        {methods.map((method, i) => (
          <Method key={`${i} ${method.kind}`} method={method} name={names[i]!} index={i} />
        ))}
      </div>
      <Problems of={[problem]} />
    </section>
  );
}

interface MethodProps {
  readonly method: TransferMethodSpec;
  readonly name: string;
  readonly index: number;
}

function Method({ method, name, index }: MethodProps) {
  const { t } = useTranslation('transfer');
  const text = useText();
  const [open, setOpen] = useState(false);
  const { title, summary, formula, source, params } = transferMethodOf(method);
  const fields = Object.entries(params);
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <div data-testid="method">
      <Group gap={6} wrap="nowrap">
        <Swatch color={categoryColor(index)} />
        <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Hint about={text(title)} help={text(summary)} formula={formula} source={source} />
        {fields.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            px={4}
            aria-expanded={open}
            aria-label={t('settingsOf', { name })}
            title={t('settingsOf', { name })}
            onClick={() => setOpen(!open)}
          >
            <Chevron size={14} />
          </Button>
        )}
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={() => useTransfer.getState().removeMethod(index)}
        >
          <IconX size={14} />
        </ActionIcon>
      </Group>
      {open && (
        <EditingProvider value={editingOf(`methods.${index}.`)}>
          <Stack gap={6} mt={6}>
            {fields.map(([field, schema]) => (
              <FieldControl key={field} path={field} schema={schema as never} />
            ))}
          </Stack>
        </EditingProvider>
      )}
    </div>
  );
}
