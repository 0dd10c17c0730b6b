import { ActionIcon } from '@mantine/core';
import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { openStudyPage } from '../share';
import { shortcuts } from './shortcuts';

const ShortcutsSheet = lazyPart(() => import('./ShortcutsSheet'));

/** Opens the list of shortcuts, and handles the keys unless the user types in a field. */
export function ShortcutsHelp() {
  const { t } = useTranslation('share');
  const [open, setOpen] = useState(false);
  // A focused button handles Space itself; handling it here as well would undo its action.
  const onButton = () =>
    document.activeElement?.closest('button, a, [role="slider"], [role="menuitem"]') != null;
  useHotkeys([
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
    ...shortcuts.map(
      ({ keys, act, study }): HotkeyItem => [
        keys,
        (event) => {
          const taken = keys === 'space' || keys.startsWith('Arrow');
          if (taken && onButton()) return;
          event.preventDefault();
          const page = openStudyPage();
          if (page) study?.(page);
          else if (useLab.getState().page === 'lab') act();
        },
        // If the default were prevented first, the key would not reach the button.
        { preventDefault: false },
      ],
    ),
  ]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('shortcuts')}
        title={t('shortcuts')}
        onClick={() => setOpen(true)}
      >
        <IconKeyboard size={18} />
      </ActionIcon>
      {open && (
        <Suspense>
          <ShortcutsSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
