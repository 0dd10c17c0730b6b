import { Text } from '@mantine/core';
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
      <div className="control-head">
        {group ? (
          <span id={`${id}-label`}>{label}</span>
        ) : (
          <label id={`${id}-label`} htmlFor={id}>
            {label}
          </label>
        )}
        <Hint about={label} help={help} formula={formula} source={source} />
        {live !== undefined && (
          <span className="control-mark" title={t(live ? 'liveHelp' : 'restartHelp')}>
            <Mark size={12} aria-hidden />
            <span className="visually-hidden">{t(live ? 'live' : 'restart')}</span>
          </span>
        )}
      </div>
      {children}
      {problem && (
        <Text size="xs" c="red" role="alert" mt={2}>
          {problem.in(language)}
        </Text>
      )}
    </div>
  );
}
