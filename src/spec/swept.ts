import type { z } from 'zod';
import { type Shift, shifts } from '../data/shifts';
import type { Text } from './entry';
import { unwrap } from './fields';
import { say } from './problem';
import { type TransferSpec, targetSchema } from './transfer';

/** A field that a transfer's sweep goes over. */
export interface Swept {
  readonly label: Text;
  readonly help: Text;
  /** `log` for magnitudes, where all values are positive. */
  readonly scale: 'linear' | 'log';
}

/** What a sweep goes over, in words: a shift's field with its shift, e.g. `Rotation: Angle (°)`. Undefined without a sweep. */
export function sweptField({ sweep, target }: TransferSpec): Swept | undefined {
  if (!sweep) return undefined;
  const [, place, key] = sweep.over.split('.');
  const shift: Shift | undefined =
    place === undefined ? undefined : shifts[target.shifts![Number(place)]!.kind];
  const schema = shift ? shift.params[key!] : targetSchema.shape.labelBudget;
  const { label, help, scale } = unwrap(schema as z.ZodType).meta!;
  const positive = sweep.values.every((value) => value === null || value > 0);
  return {
    label: shift
      ? say(`${shift.title.en}: ${label.en}`, `${shift.title['zh-CN']}：${label['zh-CN']}`)
      : label,
    help,
    scale: scale === 'log' && positive ? 'log' : 'linear',
  };
}
