import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import type { ExperimentSpec } from './experiment';
import { differingPaths, labelOf, runTitle, titleOf, valueInWords } from './runTitle';

type InLanguage = (text: Text) => string;

/** More single changes than these are told as one change of the whole experiment. */
const tellable = 2;

/** What differs between an experiment before and after a change: `Activation: Sigmoid → ReLU`. */
export function changeInWords(before: ExperimentSpec, after: ExperimentSpec, text: InLanguage): string {
  const change = (label: string, from: string, to: string) =>
    from === to ? label : `${label}: ${from} → ${to}`;
  const titles = [titleOf(before, text), titleOf(after, text)] as const;
  const paths = differingPaths([before, after]);
  if (paths.length === 0) return change(text(say('Name', '名称')), ...titles);
  const ofFile = [before, after].some(({ data }) => fileOf(data) !== undefined);
  const inData = paths.filter((path) => ofFile && path.startsWith('data.'));
  const others = paths.filter((path) => !inData.includes(path));
  const parts = [
    ...(inData.length > 0
      ? [change(labelOf([], 'data', text), dataName(before, text), dataName(after, text))]
      : []),
    ...others.map((path) =>
      change(
        labelOf([after, before], path, text),
        valueInWords(before, path, text),
        valueInWords(after, path, text),
      ),
    ),
  ];
  const distinct = [...new Set(parts)];
  if (distinct.length <= tellable) return distinct.join(', ');
  return titles[0] === titles[1] ? `${distinct.slice(0, tellable).join(', ')}, …` : titles.join(' → ');
}

/** The file of the user's own data. */
const fileOf = (data: ExperimentSpec['data']): string | undefined =>
  'file' in data && typeof data.file === 'string' ? data.file : undefined;

const dataName = ({ data }: ExperimentSpec, text: InLanguage): string =>
  fileOf(data) ?? text(dataSets[data.kind].title);

/** What differs between two lists of compared experiments: `Runs: + 20 × ReLU, …`. */
export function comparisonChangeInWords(
  before: readonly ExperimentSpec[],
  after: readonly ExperimentSpec[],
  text: InLanguage,
): string {
  const names = (sign: string, specs: readonly ExperimentSpec[], others: readonly ExperimentSpec[]) =>
    specs.filter((spec) => !others.includes(spec)).map((spec) => `${sign} ${runTitle(spec, text)}`);
  const changes = [...names('−', before, after), ...names('+', after, before)];
  return `${text(say('Runs', '运行'))}: ${changes.length <= tellable ? changes.join(', ') : `${before.length} → ${after.length}`}`;
}
