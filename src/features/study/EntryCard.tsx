import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text as Words } from '../../base/entry';
import { categoryColor } from '../../charts';
import { useText } from '../../locales/useText';
import { Hint } from '../setup';
import { Swatch } from './Swatch';

interface EntryCardProps {
  readonly testId: string;
  readonly name: string;
  /** Its place among all of them, which gives it its colour. */
  readonly index: number;
  /** What it is, of its registry. */
  readonly about: {
    readonly title: Words;
    readonly summary: Words;
    readonly formula?: string | undefined;
    readonly source?: string | undefined;
  };
  readonly onRemove: () => void;
  /** Its settings, folded away at first; undefined where it has none. */
  readonly children?: ReactNode;
}

/** One of those that are compared: what it is, its settings, and the way to take it out. */
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
