import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useText } from '../locales/useText';
import { useTranslation } from '../locales/useTranslation';
import { recordLabUndo } from '../store/labUndo';
import type { Page } from '../store/state';
import { useUndo } from '../store/undo';

recordLabUndo();

const icons = { undo: IconArrowBackUp, redo: IconArrowForwardUp } as const;

/** The pages whose settings can be undone. */
const withSettings: readonly Page[] = ['lab', 'compare', 'map', 'distil', 'transfer'];

/** Undo and redo of the open page's settings. Their hints say what would change. */
export default function UndoButtons({ page }: { readonly page: Page }) {
  const { t } = useTranslation('app');
  const text = useText();
  const steps = useUndo((undo) => undo[page]);
  const settable = withSettings.includes(page);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asked = askedFor(event);
      if (!asked || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      useUndo.getState()[page]?.[asked]?.act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [page]);
  if (!settable) return null;
  return (['undo', 'redo'] as const).map((name) => {
    const step = steps?.[name];
    const label = step ? t(`${name}What`, { what: step.words(text) }) : t(name);
    const Icon = icons[name];
    return (
      <ActionIcon
        key={name}
        variant="subtle"
        color="gray"
        aria-label={label}
        title={label}
        aria-disabled={!step}
        {...(step ? {} : { 'data-disabled': true })}
        onClick={() => step?.act()}
      >
        <Icon size={18} />
      </ActionIcon>
    );
  });
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y; on a Mac with the command key. */
function askedFor({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo' : undefined;
}

/** Whether the keys belong to a field with an undo of its own. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement;
}
