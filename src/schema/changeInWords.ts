import type { InLanguage } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import { activations } from '../engine/activations';
import { type Change, changesInWords } from './changes';
import { type ExperimentSpec, hiddenLayers } from './experiment';
import { differingPaths, labelOf, titleOf, valueInWords } from './runTitle';

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
