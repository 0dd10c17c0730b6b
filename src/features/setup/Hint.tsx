import { ActionIcon, Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Formula } from './Formula';

interface HintProps {
  /** The name of the explained control, for screen readers. */
  readonly about: string;
  readonly help: string;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
}

/** One or two sentences with a formula, shown on hover, keyboard focus or touch. */
export function Hint({ about, help, formula, source }: HintProps) {
  const { t } = useTranslation('setup');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      width={300}
      position="right-start"
      shadow="md"
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={18}
          aria-label={t('about', { name: about })}
          onMouseEnter={open}
          onMouseLeave={close}
          onFocus={open}
          onBlur={close}
          onClick={open}
        >
          <IconInfoCircle size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Text size="sm">{help}</Text>
          {formula && <Formula tex={formula} />}
          {source && (
            <Text size="xs" c="dimmed">
              {source}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
