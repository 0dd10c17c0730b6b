import { Text, TextInput } from '@mantine/core';
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { Problem } from '../../base/problem';
import { useLanguage } from '../../locales/useText';
import { Steppers } from './Steppers';

/** How a field that is typed into looks, and what it is called. */
export interface FieldLook {
  /** The name of the value. Screen readers read it, unless a label is elsewhere (`id`). */
  readonly name: string;
  readonly id?: string | undefined;
  /** Shown above the field. */
  readonly label?: ReactNode;
  readonly title?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly size?: 'xs' | 'sm' | undefined;
  readonly width?: CSSProperties['width'];
  readonly disabled?: boolean | undefined;
  /** A short word in the field, before the text. */
  readonly sign?: string | undefined;
}

interface TypedFieldProps<T> extends FieldLook {
  readonly value: T;
  /** The value as text. */
  readonly write: (value: T) => string;
  /** @throws {Problem} when the text is refused; the field then shows its sentence */
  readonly read: (text: string) => T;
  readonly onChange: (value: T) => void;
  /** The value that an arrow key makes of the text; without it arrow keys do nothing. @throws {Problem} as `read` */
  readonly step?: ((text: string, sign: 1 | -1) => T) | undefined;
}

/**
 * Text that stands for a value. Enter or leaving the field reads the whole text. A text that is refused stays for correction,
 * with a sentence at the field. Escape restores the present value.
 */
export function TypedField<T>(props: TypedFieldProps<T>) {
  const { name, id, label, title, placeholder, size = 'xs', width = '100%', disabled, sign } = props;
  const { value, write, read, step, onChange } = props;
  const language = useLanguage();
  const written = write(value);
  const [typed, setTyped] = useState(written);
  const [refused, setRefused] = useState<Problem>();
  const show = (text: string) => {
    setTyped(text);
    setRefused(undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value replaces the text that the user types.
  useEffect(() => show(written), [written]);

  const take = (next: () => T) => {
    try {
      const taken = next();
      show(write(taken));
      if (write(taken) !== written) onChange(taken);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setRefused(error);
    }
  };
  const commit = () => (typed === written ? show(written) : take(() => read(typed)));
  // Escape restores a changed text; only the next one closes the card or dialog around.
  const isChanged = typed !== written || refused !== undefined;
  const onStep = step && ((sign: 1 | -1) => take(() => step(typed, sign)));
  return (
    <TextInput
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { label })}
      {...(id === undefined && label === undefined ? { 'aria-label': name } : {})}
      {...(title === undefined ? {} : { title })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(sign === undefined
        ? {}
        : {
            leftSection: (
              <Text size="xs" c="dimmed">
                {sign}
              </Text>
            ),
            leftSectionWidth: 50,
          })}
      {...(onStep && !disabled ? { rightSection: <Steppers onStep={onStep} />, rightSectionWidth: 20 } : {})}
      size={size}
      w={width}
      disabled={disabled ?? false}
      data-number
      data-mantine-stop-propagation={isChanged}
      autoComplete="off"
      value={typed}
      error={refused?.in(language)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        else if (event.key === 'Escape') {
          if (isChanged) event.stopPropagation();
          show(written);
        } else if (onStep && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
          event.preventDefault();
          onStep(event.key === 'ArrowUp' ? 1 : -1);
        }
      }}
    />
  );
}
