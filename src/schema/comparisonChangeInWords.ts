import type { InLanguage } from '../base/entry';
import { say } from '../base/problem';
import { tellable } from './changeInWords';
import { type Change, changeText } from './changes';
import { type ComparisonSettings, paceLabel, paceTitles } from './comparison';
import type { ExperimentSpec } from './experiment';
import { comma } from './names';
import { runNames, runTitle } from './runTitle';
import { seedChange } from './studyChanges';

/** What differs between a comparison before and after a change: `Runs: + 20 × ReLU, …`, `Seeds: 10 → 20`. */
export function comparisonChangeInWords(
  before: ComparisonSettings,
  after: ComparisonSettings,
  text: InLanguage,
): string {
  const paced = ({ pace }: ComparisonSettings) => text(paceTitles[pace]);
  return [
    ...runChange(before.specs, after.specs, text),
    ...seedChange(before.seeds, after.seeds, text),
    ...(before.pace === after.pace
      ? []
      : [{ label: text(paceLabel), from: paced(before), to: paced(after) }]),
  ]
    .map((change) => changeText(change, text))
    .join(text(comma));
}

/** The runs that came and went. */
function runChange(
  before: readonly ExperimentSpec[],
  after: readonly ExperimentSpec[],
  text: InLanguage,
): readonly Change[] {
  if (before.length === after.length && before.every((spec, i) => spec === after[i])) return [];
  const names = (sign: string, specs: readonly ExperimentSpec[], others: readonly ExperimentSpec[]) =>
    specs.flatMap((spec, i) =>
      others.includes(spec) ? [] : [`${sign} ${nameAmong([...specs, ...others], i, text)}`],
    );
  const changes = [...names('−', before, after), ...names('+', after, before)];
  const shown = changes.length <= tellable ? changes.join(text(comma)) : `${before.length} → ${after.length}`;
  return [{ label: text(say('Runs', '运行')), to: shown }];
}

/** A run's title, or what tells it from another run of the same title. */
function nameAmong(specs: readonly ExperimentSpec[], index: number, text: InLanguage): string {
  const titles = specs.map((spec) => runTitle(spec, text));
  const title = titles[index]!;
  const alike = titles.filter((other) => other === title).length > 1;
  return (alike && runNames(specs, text)[index]) || title;
}
