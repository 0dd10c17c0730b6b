import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface TextControlProps {
  readonly id: string;
  readonly value: string;
  onChange(value: string): void;
}

/** A field of text. It is set by Enter or when the focus leaves it, so that half a formula starts no run. */
export function TextControl({ id, value, onChange }: TextControlProps) {
  const [draft, setDraft] = useState<string>();
  const set = () => {
    if (draft !== undefined && draft !== value) onChange(draft);
    setDraft(undefined);
  };
  return (
    <TextInput
      id={id}
      size="xs"
      spellCheck={false}
      value={draft ?? value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={set}
      onKeyDown={(event) => event.key === 'Enter' && set()}
    />
  );
}
