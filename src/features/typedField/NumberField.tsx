import { Problem, say } from '../../base/problem';
import { readNumber } from '../../base/readNumber';
import { type FieldLook, TypedField } from './TypedField';

interface NumberFieldProps extends FieldLook {
  /** Undefined, if there is none, is an empty field. */
  readonly value: number | undefined;
  readonly integer?: boolean | undefined;
  /** The allowed range, if the field itself checks it. Otherwise `onChange` checks the number. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What an arrow key adds or takes away, within the range; without it arrow keys do nothing. */
  readonly step?: number | undefined;
  /** Shows and reads the number in per cent: 0.9 is `90 %`. */
  readonly percent?: boolean | undefined;
  readonly onChange: (value: number) => void;
  /** Called when the field is emptied; without it an empty field gets its number back. */
  readonly onClear?: (() => void) | undefined;
}

/**
 * A number to type or paste, as `readNumber` reads it. If the text is not a number, or not an allowed one, the field shows a
 * sentence and keeps the text for correction.
 */
export function NumberField(props: NumberFieldProps) {
  const { value, integer = false, min, max, step, percent = false, onChange, onClear, ...look } = props;
  const { name } = look;
  const write = (number: number | undefined): string => {
    if (number === undefined) return '';
    return percent ? `${Number((100 * number).toPrecision(12))} %` : String(number);
  };
  const numberOf = (text: string): number => {
    const number = readNumber(text, name);
    return percent && !text.includes('%') ? Number((number / 100).toPrecision(15)) : number;
  };
  const isEmpty = (text: string) => text.trim() === '';
  const read = (text: string): number | undefined => {
    if (isEmpty(text)) return onClear ? undefined : value;
    const number = numberOf(text);
    check(number, { name, integer, min, max });
    return number;
  };
  const stepped = (text: string, by: number): number => {
    const next = isEmpty(text) ? (min ?? 0) : Number((numberOf(text) + by).toPrecision(12));
    return Math.min(max ?? next, Math.max(min ?? next, next));
  };
  return (
    <TypedField
      {...look}
      value={value}
      write={write}
      read={read}
      step={step === undefined ? undefined : (text, sign) => stepped(text, sign * step)}
      onChange={(next) => (next === undefined ? onClear?.() : onChange(next))}
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
