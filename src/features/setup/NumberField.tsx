import { TextInput } from '@mantine/core';
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { Problem, say } from '../../base/problem';
import { readNumber } from '../../base/readNumber';
import { useLanguage } from '../../locales/useText';

interface NumberFieldProps {
  /** The name of the number. Screen readers read it, unless a label is elsewhere (`id`). */
  readonly name: string;
  readonly id?: string;
  /** Shown above the field. */
  readonly label?: ReactNode;
  readonly value: number;
  readonly integer?: boolean;
  /** The allowed range, if the field itself checks it. Otherwise `onChange` checks the number. */
  readonly min?: number;
  readonly max?: number;
  readonly width?: CSSProperties['width'];
  readonly disabled?: boolean;
  /** A short symbol before the number, such as η. */
  readonly sign?: string;
  readonly onChange: (value: number) => void;
}

/**
 * A number to type or paste. Enter or leaving the field accepts the whole text. If the text is not a number, the field shows an
 * error sentence and keeps the text for correction. Escape restores the present value.
 */
export function NumberField(props: NumberFieldProps) {
  const {
    name,
    id,
    label,
    value,
    integer = false,
    min,
    max,
    width = '100%',
    disabled = false,
    sign,
    onChange,
  } = props;
  const language = useLanguage();
  const [typed, setTyped] = useState(String(value));
  const [refused, setRefused] = useState<Problem>();
  const show = (number: number) => {
    setTyped(String(number));
    setRefused(undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value replaces the text that the user types.
  useEffect(() => show(value), [value]);

  const commit = () => {
    if (typed.trim() === '') return show(value);
    try {
      const number = readNumber(typed, name);
      check(number, { name, integer, min, max });
      show(number);
      if (number !== value) onChange(number);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setRefused(error);
    }
  };
  return (
    <TextInput
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { label })}
      {...(id === undefined && label === undefined ? { 'aria-label': name } : {})}
      size="xs"
      w={width}
      disabled={disabled}
      {...(sign === undefined ? {} : { leftSection: sign })}
      data-number
      autoComplete="off"
      value={typed}
      error={refused?.in(language)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') show(value);
      }}
    />
  );
}

interface Limits {
  readonly name: string;
  readonly integer: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function check(number: number, { name, integer, min, max }: Limits): void {
  if (integer && !Number.isInteger(number))
    throw new Problem('mismatch', {
      field: name,
      found: say(`found ${number}`, `实际为 ${number}`),
      allowed: say('a whole number', '整数'),
    });
  if (min !== undefined && number < min)
    throw new Problem('tooSmall', { field: name, found: number, allowed: min });
  if (max !== undefined && number > max)
    throw new Problem('tooLarge', { field: name, found: number, allowed: max });
}
