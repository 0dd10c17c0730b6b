import { Problem, say } from '../../base/problem';
import { baselineOf } from '../../data/baseline';
import type { Dataset, Split } from '../../data/build';
import type { LayerValues } from '../../engine/initialize';
import { type Initializer, initializers } from '../../engine/initializers';
import { losses } from '../../engine/losses';
import { type Optimizer, optimizers } from '../../engine/optimizers';
import { type Schedule, schedules } from '../../engine/schedules';
import { describe } from '../../schema/describe';
import type { ExperimentSpec, TrainingSpec } from '../../schema/experiment';
import type { Purpose } from '../marks';
import { type Prepared, prepare } from '../prepared';
import batchesCode from './batches.py?raw';
import dropoutCode from './dropout.py?raw';
import { networkCode } from './network';
import { numbersCode, type PackedArray } from './numbers';
import { preamble } from './preamble';
import { inComment, indented, keywords } from './python';
import type { Section } from './section';

/**
 * An experiment as Python that needs PyTorch and NumPy alone, and comes to the same numbers.
 *
 * @param prepared its data and initial weights, if they are there already
 * @throws {Problem} its data can't be loaded or are too many, or PyTorch refuses what it asks for
 */
export async function experimentSections(
  spec: ExperimentSpec,
  purpose: Purpose = 'file',
  prepared?: Prepared,
): Promise<Section[]> {
  const { data, values } = prepared ?? (await prepare(spec));
  const { batchSize } = spec.training;
  const rows = batchSize === 'full' ? data.train.count : Math.min(batchSize, data.train.count);
  if (spec.network.normalization === 'batch' && rows === 1)
    throw new Problem('mismatch', {
      field: 'training.batchSize',
      found: say('batch normalization over a batch of one', '批量大小为 1 的批归一化'),
      allowed: say(
        '2 samples or more, which PyTorch’s batch normalization asks for',
        '至少 2 个样本（PyTorch 的批归一化要求）',
      ),
    });
  const arrays = experimentArrays(data, values);
  const { code, beside } = numbersCode(arrays, 'torch', purpose);
  return [
    { title: 'Settings', code: settingsCode(spec, beside !== undefined) },
    { title: 'The network', code: networkSection(spec, data, purpose) },
    { title: 'Batches', code: batchSection(spec) },
    { title: 'Training', code: trainingCode(spec, data) },
    {
      title: 'The numbers: data and initial weights',
      code: `${code}\n\n${collected(values)}`,
      numbers: true,
      ...(beside ? { beside } : {}),
    },
    { title: 'Run', code: "if __name__ == '__main__':\n    main()" },
  ];
}

const drops = ({ network }: ExperimentSpec): boolean => network.dropout > 0;
const shuffles = ({ training }: ExperimentSpec): boolean => training.batchSize !== 'full';
export const factorOf = ({ schedule }: TrainingSpec): string | undefined =>
  (schedules[schedule.kind] as Schedule).pytorch(schedule);

function settingsCode(spec: ExperimentSpec, beside: boolean): string {
  const { training, seed, network } = spec;
  const title = inComment(`${spec.name}: ${describe(spec)}`);
  return [
    `"""${title}`,
    '',
    'An experiment of Gradient Lab in PyTorch: the same data, initial weights and batches, so the same numbers. It needs PyTorch and',
    'NumPy; Matplotlib draws the loss where it is installed. With gradient_lab.py beside this file (or installed), every layer is',
    'recorded in run.jsonl: drop it into the room "Models" of Gradient Lab.',
    '"""',
    ...preamble((factorOf(training) ?? '').includes('math.'), beside),
    ...(shuffles(spec) || drops(spec) ? [`SEED = ${seed}`] : []),
    `STEPS = ${training.steps}`,
    ...(shuffles(spec) ? [`BATCH_SIZE = ${training.batchSize}`] : []),
    `LEARNING_RATE = ${training.optimizer.learningRate}`,
    ...(drops(spec) ? [`DROPOUT = ${network.dropout}`] : []),
  ].join('\n');
}

function networkSection(spec: ExperimentSpec, data: Dataset, purpose: Purpose): string {
  const { initializer } = spec.network;
  const kind: Initializer | undefined =
    initializer.kind === 'inline' ? undefined : initializers[initializer.kind];
  const alike = kind?.pytorch?.(initializer);
  return [
    ...(drops(spec) ? [hash32Code, '', '', dropoutCode.trim(), '', ''] : []),
    networkCode(spec.network, data.features, data.outcomeNames.length, undefined, purpose),
    '',
    '',
    'def load_weights(model):',
    `    """The lab’s initial weights${kind ? ` (${kind.title.en})` : ''}${alike ? `; ${alike} draws others alike` : ''}."""`.replace(
      '’',
      "'",
    ),
    '    linear = [module for module in model.modules() if isinstance(module, nn.Linear)]',
    '    with torch.no_grad():',
    '        for layer, weight, bias in zip(linear, WEIGHTS, BIASES):',
    '            layer.weight.copy_(weight)',
    '            layer.bias.copy_(bias)',
  ].join('\n');
}

export const [hash32Code, permutationCode] = split(batchesCode.trim());

/** The hash stands before what uses it: dropout, or the order of samples. */
function split(code: string): readonly [string, string] {
  const at = code.indexOf('def permutation');
  return [code.slice(0, at).trim(), code.slice(at).trim()];
}

function batchSection(spec: ExperimentSpec): string {
  if (!shuffles(spec))
    return [
      'def batches(count):',
      '    """Every batch is all samples, in the order of the file."""',
      '    while True:',
      '        yield torch.arange(count)',
    ].join('\n');
  return drops(spec) ? permutationCode : `${hash32Code}\n\n\n${permutationCode}`;
}

function trainingCode(spec: ExperimentSpec, data: Dataset): string {
  const { training, telemetry } = spec;
  const kind = optimizers[training.optimizer.kind] as Optimizer;
  const { name, options } = kind.pytorch(training.optimizer);
  const decay = training.weightDecay > 0 || kind.decoupledDecay ? { weight_decay: training.weightDecay } : {};
  const factor = factorOf(training);
  const classes = data.task === 'classification';
  const stop = spec.stop.loss;
  const loop = [
    'optimizer.zero_grad()',
    'loss = loss_function(model(x[rows]), y[rows])',
    'loss.backward()',
    ...(training.clipNorm === null
      ? []
      : [`nn.utils.clip_grad_norm_(model.parameters(), ${training.clipNorm})`]),
    'optimizer.step()',
    ...(factor ? ['scheduler.step()'] : []),
    'if run:',
    '    run.step(loss)',
    'losses.append(loss.item())',
    ...(stop === null ? [] : [`if losses[-1] <= ${stop}:`, '    break']),
  ];
  return [
    'def main():',
    ...indented(
      [
        'model = Network()',
        'load_weights(model)',
        `x, y = TRAIN_INPUTS, ${losses[training.loss].pytorch.targets === 'classIndices' ? 'TRAIN_TARGETS' : targetsCode(classes, data)}`,
        `loss_function = ${losses[training.loss].pytorch.module}`,
        `optimizer = torch.optim.${name}(model.parameters(), lr=LEARNING_RATE${keywords({ ...options, ...decay })})`,
        ...(factor
          ? [`scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: ${factor})`]
          : []),
        `run = gradient_lab.watch(model, optimizer, out='run.jsonl', every=${telemetry.every}) if gradient_lab else None`,
        'losses = []',
        'for _, rows in zip(range(STEPS), batches(len(x))):',
        ...indented(loop, 1),
        'if run:',
        '    run.close()',
        "print(f'loss {losses[0]:.6g} at first, {losses[-1]:.6g} after {len(losses)} updates')",
        ...(data.test.count > 0 ? testCode(classes, baselineOf(data).unit) : []),
        'plot(losses)',
        'return losses',
      ],
      1,
    ),
    '',
    '',
    'def plot(losses):',
    '    try:',
    '        import matplotlib.pyplot as plt',
    '    except ImportError:',
    '        return',
    '    plt.plot(losses)',
    "    plt.xlabel('step')",
    "    plt.ylabel('loss')",
    "    plt.savefig('loss.png')",
  ].join('\n');
}

/** For a loss on numbers, classes are written as 0 and 1. */
const targetsCode = (classes: boolean, data: Dataset): string =>
  classes ? `nn.functional.one_hot(TRAIN_TARGETS, ${data.outcomeNames.length}).double()` : 'TRAIN_TARGETS';

/** @param unit the factor that turns an error into the target's own unit */
const testCode = (classes: boolean, unit: number): string[] => [
  'model.eval()',
  'with torch.no_grad():',
  '    outputs = model(TEST_INPUTS)',
  ...(classes
    ? [
        'right = (outputs.argmax(1) == TEST_TARGETS).double().mean()',
        "print(f'{right:.1%} of the test samples are right')",
      ]
    : [
        'error = nn.functional.mse_loss(outputs, TEST_TARGETS)',
        "print(f'mean squared error {error:.6g} on the test samples')",
        `rmse = ${unit} * error.sqrt()`,
        'variance = TEST_TARGETS.var(0, correction=0).mean()',
        'print(f"RMSE {rmse:.6g} in the target\'s unit, R2 {1 - error / variance:.6g}")',
      ]),
];

/** The samples and the initial weights. */
export const experimentArrays = (data: Dataset, values: readonly LayerValues[]): PackedArray[] => [
  ...dataArrays(data),
  ...weightArrays(values),
];

/** Training and test samples; classes as indices. */
function dataArrays(data: Dataset): PackedArray[] {
  const columns = data.outcomeNames.length;
  const of = (name: string, { count, inputs, targets }: Split): PackedArray[] => [
    { name: `${name}_INPUTS`, shape: [count, data.features], values: inputs, type: 'f8' },
    data.task === 'classification'
      ? { name: `${name}_TARGETS`, shape: [count], values: classIndices(targets, count, columns), type: 'i4' }
      : { name: `${name}_TARGETS`, shape: [count, columns], values: targets, type: 'f8' },
  ];
  return [...of('TRAIN', data.train), ...(data.test.count > 0 ? of('TEST', data.test) : [])];
}

/** The class of each row of one-hot targets. */
export function classIndices(targets: ArrayLike<number>, count: number, columns: number): number[] {
  return Array.from({ length: count }, (_, row) => {
    for (let column = 0; column < columns; column++) if (targets[row * columns + column] === 1) return column;
    return 0;
  });
}

/** The weights that were transposed last: while settings change they stay. */
const turned = new WeakMap<Float64Array, Float64Array>();

/** `[inputs, units]` as PyTorch's `[units, inputs]`. Callers get the same array again and must not change it. */
function transposed(weights: Float64Array, fanIn: number, fanOut: number): Float64Array {
  const known = turned.get(weights);
  if (known) return known;
  const values = new Float64Array(weights.length);
  for (let input = 0; input < fanIn; input++)
    for (let unit = 0; unit < fanOut; unit++) values[unit * fanIn + input] = weights[input * fanOut + unit]!;
  turned.set(weights, values);
  return values;
}

/** Weights in PyTorch's order, `[units, inputs]`. */
export const weightArrays = (values: readonly LayerValues[], prefix = ''): PackedArray[] =>
  values.flatMap(({ fanIn, fanOut, weights, biases }, l) => [
    {
      name: `${prefix}WEIGHT_${l}`,
      shape: [fanOut, fanIn],
      values: transposed(weights, fanIn, fanOut),
      type: 'f8' as const,
      layer: l,
    },
    { name: `${prefix}BIAS_${l}`, shape: [fanOut], values: biases, type: 'f8' as const, layer: l },
  ]);

/** The lists of the weights and biases of all layers. */
export function collected(values: readonly LayerValues[]): string {
  const names = (stem: string) => values.map((_, l) => `${stem}_${l}`).join(', ');
  return `WEIGHTS = [${names('WEIGHT')}]\nBIASES = [${names('BIAS')}]`;
}
