import type { Dataset, Split } from '../../data/build';
import type { LayerValues } from '../../engine/initialize';
import { losses } from '../../engine/losses';
import { type Optimizer, optimizers } from '../../engine/optimizers';
import type { ExperimentSpec, NetworkSpec } from '../../schema/experiment';
import dropoutCode from './dropout.py?raw';
import { classIndices, factorOf, hash32Code, weightArrays } from './experiment';
import { networkCode } from './network';
import type { PackedArray } from './numbers';
import { preamble } from './preamble';
import { indented, keywords } from './python';
import studyCode from './study.py?raw';

/** What distillations and transfers have in common as Python. */

/** @param beside whether its numbers stand in a file beside it */
export const heading = (title: string, about: readonly string[], beside: boolean): string =>
  [
    `"""${title}`,
    '',
    ...about,
    'It needs PyTorch and NumPy; Matplotlib draws the losses where it is installed. With gradient_lab.py beside this file (or',
    'installed), every network is recorded in a .jsonl file: drop them into the room "Models" of Gradient Lab.',
    '"""',
    ...preamble(true, beside),
  ].join('\n');

/** The classes of some networks, each network once. */
export class Networks {
  private readonly written = new Map<string, { readonly name: string; readonly code: string }>();

  constructor(
    private readonly data: Dataset,
    /** Whether the outputs of hidden layers are needed. */
    private readonly layered: boolean,
  ) {}

  /** The call that builds a network. @param name of its class, if there is none like it yet */
  make({ network, seed }: ExperimentSpec, name: string): string {
    const { initializer: _, ...rest } = network;
    const key = JSON.stringify(rest);
    const known = this.written.get(key) ?? { name, code: this.codeOf(network, name) };
    this.written.set(key, known);
    return `${known.name}(${network.dropout > 0 ? seed : ''})`;
  }

  private codeOf(network: NetworkSpec, name: string): string {
    return networkCode(network, this.data.features, this.data.outcomeNames.length, {
      name,
      layered: this.layered,
      dropout: `${network.dropout}, seed`,
      parameters: network.dropout > 0 ? ', seed' : '',
    });
  }

  code(): string {
    const codes = [...this.written.values()].map(({ code }) => code);
    const drops = codes.some((code) => code.includes('Dropout('));
    return [hash32Code, ...(drops ? [dropoutCode.trim()] : []), ...codes].join('\n\n\n');
  }
}

/** The functions that train networks and judge them. */
export const trainingFunctions = studyCode.trim();

/**
 * The lines of a function that trains as an experiment says.
 *
 * @param byLayer whether each layer may have a learning rate of its own
 */
export function trainingCode(
  name: string,
  { training, telemetry }: ExperimentSpec,
  byLayer = false,
): string[] {
  const kind = optimizers[training.optimizer.kind] as Optimizer;
  const { name: optimizer, options } = kind.pytorch(training.optimizer);
  const decay = training.weightDecay > 0 || kind.decoupledDecay ? { weight_decay: training.weightDecay } : {};
  const factor = factorOf(training)?.replace(/\bSTEPS\b/g, String(training.steps));
  const { clipNorm, batchSize } = training;
  const rows = `batches(seed, counts, ${batchSize === 'full' ? "'full'" : batchSize})`;
  const schedule = factor ? `lambda step: ${factor}` : byLayer ? 'lambda step: 1' : 'None';
  return [
    `def ${name}(model, objective, counts, seed, out=None${byLayer ? `, rate=None, steps=${training.steps}` : ''}):`,
    ...indented(
      [
        'loss, more = objective',
        'parameters = [*model.parameters(), *more]',
        ...(byLayer
          ? [
              `schedule = ${schedule}`,
              'if rate:',
              '    layers = [*model.hidden, model.output]',
              "    parameters = [{'params': list(layer.parameters())} for layer in layers]",
              '    base, depths = schedule, reversed(range(len(layers)))',
              '    schedule = [lambda step, depth=depth: base(step) * rate(step, depth) for depth in depths]',
            ]
          : []),
        `optimizer = torch.optim.${optimizer}(parameters, lr=${training.optimizer.learningRate}${keywords({ ...options, ...decay })})`,
        `rows = ${rows}`,
        'return train(',
        `    model, loss, rows, optimizer, ${byLayer ? 'steps' : training.steps}, ${byLayer ? 'schedule' : schedule}, ${clipNorm ?? 'None'}, out, ${telemetry.every}`,
        ')',
      ],
      1,
    ),
  ];
}

/** The loss of an experiment's own network. @param x, y, labels the names of its samples, their one-hot labels, their labels */
export function ownLoss({ training }: ExperimentSpec, x: string, labels: string): string {
  const { module, targets } = losses[training.loss].pytorch;
  const wanted =
    targets === 'classIndices'
      ? `${labels}[rows]`
      : `nn.functional.one_hot(${labels}[rows], CLASSES).double()`;
  return `lambda rows, step: ${module}(model(${x}[rows]), ${wanted})`;
}

/** Inputs and classes of samples. */
export const sampleArrays = (
  name: string,
  { count, inputs, targets }: Split,
  { features, outcomeNames }: Dataset,
) =>
  [
    { name: `${name}INPUTS`, shape: [count, features], values: inputs, type: 'f8' },
    {
      name: `${name}LABELS`,
      shape: [count],
      values: classIndices(targets, count, outcomeNames.length),
      type: 'i4',
    },
  ] satisfies PackedArray[];

/** Weights of a network under the names `…_WEIGHTS` and `…_BIASES`. */
export class Weights {
  readonly arrays: PackedArray[] = [];
  private readonly lists: string[] = [];

  /** @returns the two arguments of `load_weights` */
  add(name: string, values: readonly LayerValues[]): string {
    this.arrays.push(...weightArrays(values, `${name}_`));
    for (const kind of ['WEIGHT', 'BIAS'])
      this.lists.push(
        `${name}_${kind === 'BIAS' ? 'BIASES' : 'WEIGHTS'} = [${values.map((_, l) => `${name}_${kind}_${l}`).join(', ')}]`,
      );
    return `${name}_WEIGHTS, ${name}_BIASES`;
  }

  code(): string {
    return this.lists.join('\n');
  }
}

/** Whether some lines of Python name a variable. */
export const names = (lines: readonly string[], variable: string): boolean =>
  lines.some((line) => new RegExp(`(?<![\\w.])${variable}\\b`).test(line));

/** A name of an entry as a part of a file's name. */
export const outName = (n: number, kind: string): string => `${n}-${kind}.jsonl`;
