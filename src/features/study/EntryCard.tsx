import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Text as Words } from '../../base/entry';
import { categoryColor } from '../../charts';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { Hint } from '../setup';
import { Swatch } from './Swatch';

interface EntryCardProps {
  readonly testId: string;
  readonly name: string;
  /** Its index among all entries, which determines its colour. */
  readonly index: number;
  /** Its description, from its registry. */
  readonly about: {
    readonly title: Words;
    readonly summary: Words;
    readonly formula?: string | undefined;
    readonly source?: string | undefined;
  };
  readonly onRemove: () => void;
  /** Its settings, collapsed at first; undefined if it has none. */
  readonly children?: ReactNode;
}

/** One compared entry: its description, its settings, and a button that removes it. */
export function EntryCard({ testId, name, index, about, onRemove, children }: EntryCardProps) {
  const { t } = useTranslation('study');
  const text = useText();
  const [open, setOpen] = useState(false);
  const { title, summary, formula, source } = about;
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <div data-testid={testId}>
      <Group gap={6} wrap="nowrap">
        <Swatch color={categoryColor(index)} />
        <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Hint about={text(title)} help={text(summary)} formula={formula} source={source} />
        {children && (
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
          onClick={onRemove}
        >
          <IconX size={14} />
        </ActionIcon>
      </Group>
      {open && (
        <Stack gap={6} mt={6}>
          {children}
        </Stack>
      )}
    </div>
  );
}
