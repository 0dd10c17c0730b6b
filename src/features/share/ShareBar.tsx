import { Button, type ButtonVariant, Text } from '@mantine/core';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { lazyPart } from '../../locales/lazyPart';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { titleOf } from '../../schema/runTitle';
import { openCodePane, showCode, useCodeLibrary } from '../../store/codePane';
import { useLab } from '../../store/lab';
import { useCard } from '../setup';
import { CopyLink } from './CopyLink';
import { NameField } from './NameField';
import { OpenButton } from './OpenButton';

const SaveMenu = lazyPart(() => import('./SaveMenu'));
const PresetMenu = lazyPart(() => import('./PresetMenu'));

/** The experiment's name, the presets, and the buttons to open, save and share. */
export function ShareBar() {
  const { t } = useTranslation('share');
  const spec = useLab((lab) => lab.spec);
  const text = useText();
  const edit = useLab((lab) => lab.edit);
  const [keeping, setKeeping] = useState<boolean>();
  useEffect(() => {
    if (keeping === undefined) return;
    const timer = setTimeout(() => setKeeping(undefined), 2500);
    return () => clearTimeout(timer);
  }, [keeping]);
  return (
    <div className="share">
      <NameField label={t('name')} name={titleOf(spec, text)} onRename={(typed) => edit('name', typed)} />
      <MenuButton label={t('presets')} variant="light">
        {(onClose) => <PresetMenu onClose={onClose} />}
      </MenuButton>
      <CopyLink />
      <OpenButton />
      <MenuButton label={t('save')}>
        {(onClose) => <SaveMenu onClose={onClose} onKept={setKeeping} />}
      </MenuButton>
      <CodeButton />
      {keeping !== undefined && (
        <Text size="xs" role="status" c={keeping ? 'dimmed' : 'red'}>
          {t(keeping ? 'kept' : 'notKept')}
        </Text>
      )}
    </div>
  );
}

/** Shows the experiment's code beside the lab, or hides it. */
function CodeButton() {
  const { t } = useTranslation('share');
  const open = useCodeLibrary() !== undefined;
  return (
    <Button
      size="compact-sm"
      variant={open ? 'light' : 'default'}
      aria-pressed={open}
      onClick={() => (open ? showCode(undefined) : openCodePane())}
    >
      {t('code')}
    </Button>
  );
}

interface MenuButtonProps {
  readonly label: string;
  readonly variant?: ButtonVariant;
  /** Renders the menu. */
  readonly children: (onClose: () => void) => ReactNode;
}

/** A button whose menu loads when it is first opened. */
function MenuButton({ label, variant = 'default', children }: MenuButtonProps) {
  const { opened, close, button } = useCard();
  return (
    <span className="with-card">
      <Button {...button} size="compact-sm" variant={variant} aria-haspopup="menu">
        {label}
      </Button>
      {opened && <Suspense>{children(close)}</Suspense>}
    </span>
  );
}
