import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Entry } from '../../../base/entry';
import { useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { type Pictured, Thumbnail } from './Thumbnail';

interface GalleryProps {
  readonly of: Pictured;
  /** The name of the choice, for screen readers. */
  readonly label: string;
  readonly kinds: readonly string[];
  readonly registry: Readonly<Record<string, Entry>>;
  readonly value: string;
  readonly onChange: (kind: string) => void;
}

/** Chooses a kind by thumbnails. Arrow keys select each in turn, and the page updates at once. */
export default function Gallery({ of, label, kinds, registry, value, onChange }: GalleryProps) {
  const { t } = useTranslation('start');
  const text = useText();
  const [open, setOpen] = useState(false);
  const [pointed, setPointed] = useState<string>();
  const shown = registry[pointed ?? value];
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="right-start"
      width={388}
      shadow="md"
      withinPortal
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton
          className="gallery-button"
          aria-label={t('gallery', { name: label })}
          title={t('gallery', { name: label })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Thumbnail of={of} kind={value} size={26} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="gallery" onMouseLeave={() => setPointed(undefined)}>
          <legend>{label}</legend>
          {kinds.map((kind) => (
            <label key={kind} onMouseEnter={() => setPointed(kind)}>
              <input
                type="radio"
                name={`gallery-${of}`}
                className="visually-hidden"
                checked={kind === value}
                data-autofocus={kind === value || undefined}
                onChange={() => {
                  setPointed(undefined);
                  onChange(kind);
                }}
              />
              <Thumbnail of={of} kind={kind} size={64} />
              <span>{text(registry[kind]!.title)}</span>
            </label>
          ))}
        </fieldset>
        <Text size="xs" mih={54} mt={6}>
          {shown && text(shown.summary)}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
