import type { InLanguage, Text } from '../base/entry';
import { say } from '../base/problem';
import { dataSets } from '../data/sets';
import { activations } from '../engine/activations';
import { normalizations } from '../engine/normalizations';
import { optimizers } from '../engine/optimizers';
import { schedules } from '../engine/schedules';
import { type ExperimentSpec, hiddenLayers, initializerRegistry } from './experiment';
import { comma } from './names';
import { inSentence, withoutBrackets } from './runTitle';

/** The words of a terminal and of the evidence in docs/. */
export const inEnglish: InLanguage = (text) => text.en;

/** One line for captions, e.g. `20 × 32 Sigmoid, Glorot normal, two moons, SGD 0.1, seed 1`. */
export function describe(
  { network, data, training, seed }: ExperimentSpec,
  text: InLanguage = inEnglish,
): string {
  const { initializer, normalization, residual, dropout } = network;
  const { optimizer, schedule, batchSize } = training;
  const word = (title: Text) => inSentence(withoutBrackets(text(title)));
  const gain = 'gain' in initializer && initializer.gain !== 1 ? ` × ${initializer.gain}` : '';
  return [
    layers(network, text),
    `${withoutBrackets(text(initializerRegistry[initializer.kind].title))}${gain}`,
    ...(normalization === 'none' ? [] : [word(normalizations[normalization].title)]),
    ...(residual ? [text(say('skip connections', '跳跃连接'))] : []),
    ...(dropout > 0 ? [text(say(`dropout ${percent(dropout)}`, `dropout ${percent(dropout)}`))] : []),
    word(dataSets[data.kind].title),
    ...(data.labelNoise > 0
      ? [text(say(`label noise ${percent(data.labelNoise)}`, `标签噪声 ${percent(data.labelNoise)}`))]
      : []),
    `${text(optimizers[optimizer.kind].title)} ${optimizer.learningRate}`,
    ...(schedule.kind === 'constant' ? [] : [word(schedules[schedule.kind].title)]),
    ...(batchSize === 'full' ? [text(say('full batch', '全批量'))] : []),
    text(say(`seed ${seed}`, `种子 ${seed}`)),
  ].join(text(comma));
}

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

/** `20 × 32 Sigmoid`; if layers differ, the range of widths and the activations in order of appearance. */
function layers(network: ExperimentSpec['network'], text: InLanguage): string {
  const hidden = hiddenLayers(network);
  const widths = hidden.map(({ units }) => units);
  const [least, most] = [Math.min(...widths), Math.max(...widths)];
  const kinds = [...new Set(hidden.map(({ activation }) => activation))];
  const names = kinds.map((kind) => withoutBrackets(text(activations[kind].title))).join('/');
  return `${hidden.length} × ${least === most ? least : `${least}–${most}`} ${names}`;
}
