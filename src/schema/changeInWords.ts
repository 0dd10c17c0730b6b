import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import { activations } from '../engine/activations';
import { type Change, changesInWords } from './changes';
import { type ExperimentSpec, hiddenLayers } from './experiment';
import { colon, comma } from './names';
import { differingPaths, labelOf, runNames, runTitle, titleOf, valueInWords } from './runTitle';

type InLanguage = (text: Text) => string;

/** More single changes than these are told as one change of the whole experiment. */
export const tellable = 2;

/** What differs between an experiment before and after a change: `Activation: Sigmoid → ReLU`. */
export function changeInWords(before: ExperimentSpec, after: ExperimentSpec, text: InLanguage): string {
  const titles = [titleOf(before, text), titleOf(after, text)] as const;
  const changes = experimentChanges(before, after, text);
  const named = { label: text(say('Name', '名称')), from: titles[0], to: titles[1] };
  return changesInWords(changes.length === 0 ? [named] : changes, tellable, titles, text);
}

/** The changes of an experiment one by one, except that of its name. */
export function experimentChanges(
  before: ExperimentSpec,
  after: ExperimentSpec,
  text: InLanguage,
): readonly Change[] {
  const listed = [before, after].some(({ network }) => network.hidden);
  const ofFile = [before, after].some(({ data }) => fileOf(data) !== undefined);
  const paths = differingPaths([before, after]);
  const inData = paths.filter((path) => ofFile && path.startsWith('data.'));
  const inLayers = paths.filter((path) => listed && layerPaths.test(path));
  const others = paths.filter((path) => !inData.includes(path) && !inLayers.includes(path));
  return [
    ...(inLayers.length > 0 ? layerChanges(before, after, text) : []),
    ...(inData.length > 0
      ? [
          {
            label: labelOf([], 'data', text),
            from: dataName(before, text),
            to: dataName(after, text),
          },
        ]
      : []),
    ...others.map((path) => ({
      label: labelOf([after, before], path, text),
      from: valueInWords(before, path, text),
      to: valueInWords(after, path, text),
    })),
  ];
}

const layerPaths = /^network\.(hidden|depth|width|activation)\b/;

/** The changes of hidden layers of which at least one experiment lists each. */
function layerChanges(before: ExperimentSpec, after: ExperimentSpec, text: InLanguage): Change[] {
  const [old, now] = [hiddenLayers(before.network), hiddenLayers(after.network)];
  const label = (path: string) => labelOf([after], `network.${path}`, text);
  if (old.length !== now.length) {
    return [{ label: label('depth'), from: String(old.length), to: String(now.length) }];
  }
  return now.flatMap(({ units, activation }, l) => {
    const was = old[l]!;
    const of = (name: string) => text(say(`${name} of layer ${l + 1}`, `第 ${l + 1} 层的${name}`));
    const title = (kind: typeof activation) => text(activations[kind].title);
    return [
      ...(was.units === units
        ? []
        : [{ label: of(label('width')), from: String(was.units), to: String(units) }]),
      ...(was.activation === activation
        ? []
        : [{ label: of(label('activation')), from: title(was.activation), to: title(activation) }]),
    ];
  });
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
    specs.flatMap((spec, i) =>
      others.includes(spec) ? [] : [`${sign} ${nameAmong([...specs, ...others], i, text)}`],
    );
  const changes = [...names('−', before, after), ...names('+', after, before)];
  const told = changes.length <= tellable ? changes.join(text(comma)) : `${before.length} → ${after.length}`;
  return `${text(say('Runs', '运行'))}${text(colon)}${told}`;
}

/** A run's title, or what tells it from another run of the same title. */
function nameAmong(specs: readonly ExperimentSpec[], index: number, text: InLanguage): string {
  const titles = specs.map((spec) => runTitle(spec, text));
  const title = titles[index]!;
  const alike = titles.filter((other) => other === title).length > 1;
  return (alike && runNames(specs, text)[index]) || title;
}
