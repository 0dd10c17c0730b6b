import { Group, Text } from '@mantine/core';
import { IconBolt, IconRotate } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useFieldFrame } from './editing';
import { Hint } from './Hint';

interface ControlProps {
  /** Dotted path of the field in the edited object. Its id is the whole path with dashes. */
  readonly path: string;
  readonly label: string;
  readonly help: string;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
  readonly children: ReactNode;
  /** Whether the label belongs to one form element with the control's id, rather than to a group. */
  readonly group?: boolean;
}

/** The frame of every control: its label, whether it changes during training, its explanation, and its problem. */
export function Control({ path, label, help, formula, source, children, group = false }: ControlProps) {
  const { t } = useTranslation('setup');
  const language = useLanguage();
  const { at, id, problem, live } = useFieldFrame(path);
  const Mark = live ? IconBolt : IconRotate;
  return (
    <div data-path={at} {...(group ? { id, role: 'group', 'aria-labelledby': `${id}-label` } : {})}>
      <Group gap={4} wrap="nowrap" mb={2}>
        <Text
          size="xs"
          fw={500}
          id={`${id}-label`}
          {...(group ? { component: 'span' as const } : { component: 'label' as const, htmlFor: id })}
        >
          {label}
        </Text>
        <Hint about={label} help={help} formula={formula} source={source} />
        {live !== undefined && (
          <Text
            component="span"
            size="xs"
            c="dimmed"
            ml="auto"
            title={t(live ? 'liveHelp' : 'restartHelp')}
            style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}
          >
            <Mark size={12} aria-hidden />
            <span className="visually-hidden">{t(live ? 'live' : 'restart')}</span>
          </Text>
        )}
      </Group>
      {children}
      {problem && (
        <Text size="xs" c="red" role="alert" mt={2}>
          {problem.in(language)}
        </Text>
      )}
    </div>
  );
}
