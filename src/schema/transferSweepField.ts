import type { z } from 'zod';
import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { type Shift, shifts } from '../data/shifts';
import { unwrap } from './fields';
import { type TransferSpec, targetSchema } from './transfer';

/** A field that a transfer's sweep varies: its schema, and the shift that has it. */
export function sweptField({ target }: TransferSpec, over: string) {
  const [, place, key] = over.split('.');
  if (key === undefined) return { shift: undefined, schema: targetSchema.shape.labelBudget };
  const shift: Shift = shifts[target.shifts![Number(place)]!.kind];
  return { shift, schema: (shift.params as Record<string, z.ZodType>)[key]! };
}

/** The name of a field that a sweep can vary, e.g. `Rotation: Angle (°)`. */
export function sweptName(transfer: TransferSpec, over: string): Text {
  const { shift, schema } = sweptField(transfer, over);
  const { label } = unwrap(schema).meta!;
  if (!shift) return label;
  const { title } = shift;
  return say(`${title.en}: ${label.en}`, `${title['zh-CN']}：${label['zh-CN']}`);
}
