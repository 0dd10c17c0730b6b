import { ActionIcon, HoverCard, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Formula } from './Formula';

interface HintProps {
  /** What it explains, for screen readers. */
  readonly about: string;
  readonly help: string;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
}

/** One or two sentences with a formula, on hover, focus or touch. */
export function Hint({ about, help, formula, source }: HintProps) {
  const { t } = useTranslation('setup');
  return (
    <HoverCard width={300} openDelay={150} shadow="md" withinPortal>
      <HoverCard.Target>
        <ActionIcon variant="subtle" color="gray" size={18} aria-label={t('about', { name: about })}>
          <IconInfoCircle size={14} />
        </ActionIcon>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Stack gap={6}>
          <Text size="sm">{help}</Text>
          {formula && <Formula tex={formula} />}
          {source && (
            <Text size="xs" c="dimmed">
              {source}
            </Text>
          )}
        </Stack>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
