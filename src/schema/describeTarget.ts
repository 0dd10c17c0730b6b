import type { z } from 'zod';
import type { InLanguage } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import { shifts as allShifts } from '../data/shifts';
import { inEnglish } from './describe';
import { unwrap } from './fields';
import { comma } from './names';
import { inSentence } from './runTitle';
import type { TransferSpec } from './transfer';

/** The unit of a shift's parameter, as its label has it: `Angle (°)`. */
function unitOf(kind: keyof typeof allShifts, name: string): string {
  const schema = (allShifts[kind].params as Record<string, z.ZodType>)[name];
  return /\((°)\)$/.exec((schema && unwrap(schema).meta?.label.en) ?? '')?.[1] ?? '';
}

/** One line for a transfer's target, e.g. `rotation 60°, 5 labels per class`. */
export function describeTarget(
  { shifts = [], data, labelBudget }: TransferSpec['target'],
  text: InLanguage = inEnglish,
): string {
  const made = shifts.map(({ kind, ...fields }) =>
    [
      inSentence(text(allShifts[kind].title)),
      ...Object.entries(fields).map(([name, value]) => `${value}${unitOf(kind, name)}`),
    ].join(' '),
  );
  return [
    ...(data ? [inSentence(text(dataSets[data.kind].title))] : made),
    ...(data || made.length > 0 ? [] : [text(say('no shift', '无偏移'))]),
    labelBudget === null
      ? text(say('all labels', '全部标签'))
      : text(say(`${labelBudget} labels per class`, `每类 ${labelBudget} 个标签`)),
  ].join(text(comma));
}
