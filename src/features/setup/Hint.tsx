import { Popover, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Formula } from './Formula';

interface HintProps {
  /** The name of the explained control, for screen readers. */
  readonly about: string;
  readonly help: string;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
}

/** One or two sentences with a formula, shown on hover, keyboard focus or touch. The card is built when it is first shown. */
export function Hint({ about, help, formula, source }: HintProps) {
  const { t } = useTranslation('setup');
  const id = useId();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <span className="hint">
      <button
        type="button"
        aria-label={t('about', { name: about })}
        aria-describedby={opened ? id : undefined}
        onMouseEnter={open}
        onMouseLeave={close}
        onFocus={open}
        onBlur={close}
        onClick={open}
      >
        <IconInfoCircle size={14} />
      </button>
      {opened && (
        <Popover
          opened
          onChange={close}
          width={300}
          position="right-start"
          shadow="md"
          withinPortal
          withRoles={false}
        >
          <Popover.Target>
            <span className="anchor" />
          </Popover.Target>
          <Popover.Dropdown id={id} role="tooltip">
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
      )}
    </span>
  );
}
