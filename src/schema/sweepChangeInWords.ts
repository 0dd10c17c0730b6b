import type { InLanguage, Text } from '../base/entry';
import { say } from '../base/problem';
import { metrics } from '../engine/metrics';
import { changeInWords } from './changeInWords';
import { type Change, changesInWords, valueText } from './changes';
import { fieldsOf } from './fields';
import { comma } from './names';
import { presets } from './presets';
import { readyName } from './readyName';
import { labelOf } from './runTitle';
import type { Axis, AxisValue, Sweep } from './sweep';
import { sweepPresets } from './sweeps';

const spacingTitles: Readonly<Record<Axis['spacing'], Text>> = {
  linear: say('linear', '线性'),
  log: say('logarithmic', '对数'),
  squares: say('evenly in x²', '按 x² 等距'),
  list: say('list', '列表'),
};

/** What differs between a sweep before and after a change: `x: Depth → Learning rate`, `Steps: 100 → 200`. */
export function sweepChangeInWords(before: Sweep, after: Sweep, text: InLanguage): string {
  const number = (label: Text, from: number, to: number): Change[] =>
    from === to ? [] : [{ label: text(label), from: String(from), to: String(to) }];
  const title = ({ metric }: Sweep) => text(metrics[metric].title);
  const changes: Change[] = [
    ...axisChanges('x', 0, before, after, text),
    ...axisChanges('y', 1, before, after, text),
    ...number(say('Steps', '步数'), before.steps, after.steps),
    ...number(say('Repeats per cell', '每格重复次数'), before.repeats, after.repeats),
    ...(before.metric === after.metric
      ? []
      : [{ label: text(say('Metric', '指标')), from: title(before), to: title(after) }]),
    ...(JSON.stringify(before.experiment) === JSON.stringify(after.experiment)
      ? []
      : [{ label: changeInWords(before.experiment, after.experiment, text) }]),
  ];
  const ready = { ...presets, ...sweepPresets };
  const [from, to] = [readyName(before.name, ready, text), readyName(after.name, ready, text)];
  if (changes.length === 0 || (from !== to && changes.length > 1)) return `${from} → ${to}`;
  return changesInWords(changes, changes.length, [from, to], text);
}

/** The change of an axis: its field, else what of its values is another. */
function axisChanges(
  name: 'x' | 'y',
  index: number,
  before: Sweep,
  after: Sweep,
  text: InLanguage,
): Change[] {
  const [old, now] = [before.axes[index], after.axes[index]];
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  const title = ({ experiment }: Sweep, axis: Axis | undefined) =>
    axis ? labelOf([experiment], axis.field, text) : text(say('none', '无'));
  const [from, to] = [title(before, old), title(after, now)];
  if (!old || !now || old.field !== now.field) return [{ label: name, from, to }];
  const axis = `${name}${text(comma)}${to}`;
  const values = { label: axis, from: valuesIn(before, old, text), to: valuesIn(after, now, text) };
  const spacings = [old, now].map(({ spacing }) => text(spacingTitles[spacing])) as [string, string];
  if (spacings[0] !== spacings[1]) return [{ label: axis, from: spacings[0], to: spacings[1] }];
  if (values.from !== values.to) return [values];
  const counts = [old, now].map((one) => String('count' in one ? one.count : one.values.length));
  return [
    {
      label: `${axis}${text(comma)}${text(say('number of values', '取值数'))}`,
      from: counts[0]!,
      to: counts[1]!,
    },
  ];
}

/** An axis's values: `2 … 64`, or the list of them. */
function valuesIn({ experiment }: Sweep, axis: Axis, text: InLanguage): string {
  if (axis.spacing !== 'list') return `${axis.from} … ${axis.to}`;
  const range = fieldsOf(experiment).find(({ path }) => path === axis.field)?.range;
  const word = (value: AxisValue): string => {
    const option = range?.kind === 'choice' ? range.options.find((one) => one.value === value) : undefined;
    return option ? text(option.label) : valueText(value, undefined, text);
  };
  return valueText(axis.values.map(word), undefined, text);
}
