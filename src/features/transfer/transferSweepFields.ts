import type { z } from 'zod';
import { Problem, say } from '../../base/problem';
import { listed, numberIn } from '../../base/readNumber';
import { unwrap } from '../../schema/fields';
import type { TransferSpec, TransferSweep } from '../../schema/transfer';
import { sweptField } from '../../schema/transfer';

/** The scale of the values' axis: logarithmic for magnitudes. */
export function fieldScale(transfer: TransferSpec, { over, values }: TransferSweep): 'linear' | 'log' {
  const positive = values.every((value) => value === null || value > 0);
  return positive ? (unwrap(sweptField(transfer, over).schema).meta!.scale ?? 'linear') : 'linear';
}

/** Label budgets that show the benefit of further labels. */
const budgets = [1, 2, 5, 10, 20, 50, null];
/** The number of values for a shift's field. */
const count = 7;

/** The initial values: the range of the field's slider, or a quarter turn for angles. */
export function usualValues(transfer: TransferSpec, over: string): TransferSweep['values'] {
  const { shift, schema } = sweptField(transfer, over);
  if (!shift) return budgets;
  const { inner, meta } = unwrap(schema);
  const { sliderRange = [0, 1], scale } = meta!;
  const [low, high] = sliderRange[0] === -180 ? [0, 90] : sliderRange;
  const between = Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    const value = scale === 'log' && low > 0 ? low * (high / low) ** share : low + (high - low) * share;
    const whole = (inner as z.ZodNumber).isInt;
    return whole ? Math.round(value) : Number(value.toPrecision(3));
  });
  return [...new Set(between)];
}

/** The values as text. `null` (all labels) is written as a word. */
export const writtenValues = (values: TransferSweep['values'], all: string): string =>
  values.map((value) => value ?? all).join(', ');

/**
 * The values in a text.
 *
 * @throws {Problem} when there is none, or one is neither a number nor the word for all labels
 */
export function readValues(text: string, all: string, field: string): TransferSweep['values'] {
  const words = listed(text);
  const wrong = words.find((word) => word !== all && numberIn(word) === undefined);
  if (wrong === undefined && words.length > 0)
    return words.map((word) => (word === all ? null : numberIn(word)!));
  throw new Problem('mismatch', {
    field,
    found:
      wrong === undefined
        ? say('found nothing', '为空')
        : say(`“${wrong}” is not a number`, `“${wrong}”不是一个数`),
    allowed: say(`numbers, or “${all}”, between commas`, `以逗号分隔的数，或“${all}”`),
  });
}
