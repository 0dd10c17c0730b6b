import { Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FieldMeta } from '../../base/entry';
import { Problem } from '../../base/problem';
import { useLanguage } from '../../locales/useText';
import { useField } from './editing';

interface TextControlProps {
  readonly path: string;
  readonly value: string;
  readonly check: FieldMeta['check'];
}

/**
 * A field of text. It is set by Enter or when the focus leaves it, so that half a formula starts no run. A text that can't be
 * used stays in the field, with what is wrong with it below; Escape brings back the text in use.
 */
export function TextControl({ path, value, check }: TextControlProps) {
  const language = useLanguage();
  const { id, edit } = useField(path);
  const { value: beside } = useField(path.slice(0, path.lastIndexOf('.')));
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const input = useRef<HTMLInputElement>(null);
  const leave = () => {
    setDraft(undefined);
    setProblem(undefined);
  };
  const set = async () => {
    if (draft === undefined || draft === value) return leave();
    try {
      await check?.(draft, beside);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      const { at } = error.values;
      if (typeof at === 'number' && document.activeElement === input.current)
        input.current?.setSelectionRange(at - 1, at);
      return;
    }
    leave();
    edit(draft);
  };
  return (
    <>
      <TextInput
        ref={input}
        id={id}
        size="xs"
        spellCheck={false}
        value={draft ?? value}
        error={problem !== undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void set()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void set();
          else if (event.key === 'Escape' && draft !== undefined) {
            event.stopPropagation();
            leave();
          }
        }}
      />
      {problem && (
        <Text size="xs" c="red" role="alert" mt={2} id={`${id}-problem`}>
          {problem.in(language)}
        </Text>
      )}
    </>
  );
}
