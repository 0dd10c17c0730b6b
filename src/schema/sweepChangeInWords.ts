import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { metrics } from '../engine/metrics';
import { changeInWords } from './changeInWords';
import { labelOf } from './runTitle';
import type { Axis, Sweep } from './sweep';

type InLanguage = (text: Text) => string;

/** What differs between a sweep before and after a change: `x: Depth → Learning rate`, `Updates: 100 → 200`. */
export function sweepChangeInWords(before: Sweep, after: Sweep, text: InLanguage): string {
  const axisIn = ({ experiment }: Sweep, axis: Axis | undefined) =>
    axis ? labelOf([experiment], axis.field, text) : '–';
  const parts = (['x', 'y'] as const).flatMap((name, i) => {
    const [old, now] = [before.axes[i], after.axes[i]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const [from, to] = [axisIn(before, old), axisIn(after, now)];
    return [from === to ? `${name}: ${to}` : `${name}: ${from} → ${to}`];
  });
  const number = (label: Text, from: number, to: number) =>
    from === to ? [] : [`${text(label)}: ${from} → ${to}`];
  const changes = [
    ...parts,
    ...number(say('Updates', '更新步数'), before.steps, after.steps),
    ...number(say('Repeats per cell', '每格重复次数'), before.repeats, after.repeats),
    ...(before.metric === after.metric
      ? []
      : [`${text(metrics[before.metric].title)} → ${text(metrics[after.metric].title)}`]),
    ...(JSON.stringify(before.experiment) === JSON.stringify(after.experiment)
      ? []
      : [changeInWords(before.experiment, after.experiment, text)]),
  ];
  if (changes.length === 0 || (before.name !== after.name && changes.length > 1)) {
    return `${before.name} → ${after.name}`;
  }
  return changes.join(', ');
}
