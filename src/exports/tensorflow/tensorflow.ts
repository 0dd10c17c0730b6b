import type { Dataset } from '../../data/build';
import { activations } from '../../engine/activations';
import { codeAlgebra, type SourceCode, tensorflowLanguage } from '../../engine/codeAlgebra';
import type { LayerValues } from '../../engine/initialize';
import { losses } from '../../engine/losses';
import { normalizations } from '../../engine/normalizations';
import { type Optimizer, optimizers } from '../../engine/optimizers';
import { type Schedule, schedules } from '../../engine/schedules';
import { updateCode } from '../../engine/updateCode';
import { describe } from '../../schema/describe';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { marked, type Purpose } from '../marks';
import { type Prepared, prepare } from '../prepared';
import { checkCount, foldedNumbers, mostEmbedded, type PackedArray, packedText } from '../pytorch';
import commonCode from './common.js?raw';
import storedCode from './stored.js?raw';
import unpackCode from './unpack.js?raw';

const algebra = codeAlgebra(tensorflowLanguage);

/**
 * An experiment as one module for TensorFlow.js, for Node and for a page: the same data, initial weights and batches, in float32.
 *
 * @param prepared its data and initial weights, if they are there already
 * @returns the module, and the numbers of `numbers.safetensors` if they are too many for it
 * @throws {Problem} its data can't be loaded, or are too many
 */
export async function tensorflowScript(
  spec: ExperimentSpec,
  purpose: Purpose = 'file',
  prepared?: Prepared,
): Promise<{ readonly code: string; readonly beside?: readonly PackedArray[] }> {
  const { data, values } = prepared ?? (await prepare(spec));
  const arrays = arraysOf(data, values);
  const count = arrays.reduce((sum, { values }) => sum + values.length, 0);
  checkCount(count);
  const beside = count > mostEmbedded;
  const code = `${[
    settings(spec),
    commonCode.trim(),
    beside ? storedCode.trim() : unpackCode.trim(),
    networkCode(spec, purpose),
    updateSection(spec),
    trainingCode(spec, data),
    numbersCode(spec, data, values, arrays, beside, purpose),
    'export const { losses, parameters } = await main();',
  ].join('\n\n')}\n`;
  return { code, ...(beside ? { beside: arrays } : {}) };
}

function settings(spec: ExperimentSpec): string {
  const { seed, training } = spec;
  const title = `${spec.name}: ${describe(spec)}`.replace(/\*\//g, '* /').replace(/[\s\p{Cc}]+/gu, ' ');
  return [
    '/**',
    ` * ${title}`,
    ' *',
    ' * An experiment of Gradient Lab for TensorFlow.js: the same data, initial weights and batches. Save it as a .mjs file, `npm install',
    ' * @tensorflow/tfjs`, and run it with Node; or import it in a page. TensorFlow.js computes in float32.',
    ' */',
    "import * as tf from '@tensorflow/tfjs';",
    '',
    `const SEED = ${seed};`,
    `const STEPS = ${training.steps};`,
    `const BATCH_SIZE = ${training.batchSize === 'full' ? 'Infinity' : training.batchSize};`,
    `const LEARNING_RATE = ${training.optimizer.learningRate};`,
  ].join('\n');
}

/** The network as a function of a batch, and the activations that it takes. */
function networkCode({ network }: ExperimentSpec, purpose: Purpose): string {
  const hidden = hiddenLayers(network);
  const { normalization, dropout, residual } = network;
  const kinds = [...new Set(hidden.map(({ activation }) => activation))];
  const normalized = normalization === 'none' ? undefined : normalizations[normalization];
  const running = normalized?.over === 'samples';
  const all = (line: string) => marked(line, { layers: [0, hidden.length] }, purpose);
  return [
    '// ---- The network ----',
    '',
    ...kinds.map((kind) => {
      const { code } = activations[kind].value<SourceCode>(algebra, { code: 'z' });
      return `const ${kind} = (z) => ${code};`;
    }),
    all(`const HIDDEN = [${hidden.map(({ activation }) => activation).join(', ')}];`),
    ...(normalized
      ? [
          '',
          ...(running
            ? [
                '/** Means and variances for inference. */',
                'const running = HIDDEN.map(() => undefined);',
                '',
              ]
            : []),
          'function normalize(z, scale, shift, layer, training) {',
          `  let { mean, variance } = tf.moments(z, ${running ? 0 : 1}, true);`,
          ...(running
            ? [
                '  if (training) {',
                '    const unbiased = variance.mul(z.shape[0] / Math.max(1, z.shape[0] - 1));',
                '    const before = running[layer] ?? [tf.zerosLike(mean), tf.onesLike(mean)];',
                '    running[layer] = [mean, unbiased].map((now, i) => tf.keep(before[i].mul(0.9).add(now.mul(0.1))));',
                '  } else if (running[layer]) [mean, variance] = running[layer];',
              ]
            : []),
          '  return z.sub(mean).div(variance.add(1e-5).sqrt()).mul(scale).add(shift);',
          '}',
        ]
      : []),
    ...(dropout > 0
      ? [
          '',
          '/** Which units are switched off: the lab’s own draws. */',
          'function mask(shape, step, layer) {',
          '  const key = hash32(SEED, step, layer);',
          '  const count = shape[0] * shape[1];',
          `  const kept = Float32Array.from({ length: count }, (_, i) => (hash32(key, i) / 2 ** 32 < ${dropout} ? 0 : ${1 / (1 - dropout)}));`,
          '  return tf.tensor(kept, shape);',
          '}',
        ]
      : []),
    '',
    '/** The logits of a batch. Without a step it is inference. */',
    'function network(x, parameters, step) {',
    '  let h = x;',
    '  HIDDEN.forEach((activation, layer) => {',
    '    const { weight, bias, scale, shift } = parameters[layer];',
    ...[
      '    let z = h.matMul(weight).add(bias);',
      ...(normalized ? ['    z = normalize(z, scale, shift, layer, step !== undefined);'] : []),
      '    let a = activation(z);',
      ...(dropout > 0 ? ['    if (step !== undefined) a = a.mul(mask(a.shape, step, layer));'] : []),
    ].map(all),
    residual ? '    h = a.shape[1] === h.shape[1] ? a.add(h) : a;' : '    h = a;',
    '  });',
    '  const { weight, bias } = parameters[HIDDEN.length];',
    marked('  return h.matMul(weight).add(bias);', { layers: [hidden.length, hidden.length + 1] }, purpose),
    '}',
  ].join('\n');
}

/** The update rule as a function of one parameter. */
function updateSection({ training }: ExperimentSpec): string {
  const { kind, states, scalars, next, change } = updateCode(training.optimizer, algebra, 'learningRate');
  const { weightDecay } = training;
  return [
    '// ---- Training ----',
    '',
    `/** ${kind.title.en}: the change of a parameter, and its new state. \`step\` counts from 1. */`,
    `function update(weight, gradient, [${states.join(', ')}], learningRate, step) {`,
    ...(weightDecay > 0 && !kind.decoupledDecay
      ? [`  gradient = gradient.add(weight.mul(${weightDecay}));`]
      : []),
    ...scalars.map((code, k) => `  const scalar${k} = ${code};`),
    ...next.map((code, k) => `  const next${k} = ${code};`),
    kind.decoupledDecay
      ? `  const change = tf.sub(${change}, weight.mul(learningRate * ${weightDecay}));`
      : `  const change = ${change};`,
    `  return [change, ${next.map((_, k) => `next${k}`).join(', ')}];`,
    '}',
    '',
    '/** The learning rate of an update, counted from 0. */',
    `const rateAt = (step) => LEARNING_RATE * (${factorCode(training)});`,
  ].join('\n');
}

/** A schedule's factor as JavaScript: the arithmetic of Python that schedules are written in. */
export function factorCode({ schedule }: ExperimentSpec['training']): string {
  const python = (schedules[schedule.kind] as Schedule).pytorch(schedule);
  return (python ?? '1')
    .replace(/math\.pi/g, 'Math.PI')
    .replace(/math\.(\w+)/g, 'Math.$1')
    .replace(/(?<![.\w])(min|max)\(/g, 'Math.$1(')
    .replace(/(\w+) \/\/ (\w+)/g, 'Math.floor($1 / $2)');
}

function trainingCode({ training, stop }: ExperimentSpec, data: Dataset): string {
  const classes = data.task === 'classification';
  const { clipNorm } = training;
  const { stateCount } = optimizers[training.optimizer.kind] as Optimizer;
  return [
    'async function main() {',
    '  const { parameters, train, test } = await numbers();',
    '  const all = parameters.flatMap((layer) => Object.values(layer));',
    `  const states = all.map((value) => Array.from({ length: ${stateCount(training.optimizer as never)} }, () => tf.zerosLike(value)));`,
    '  const losses = [];',
    training.batchSize === 'full'
      ? '  const rows = Array.from({ length: train.inputs.shape[0] }, (_, i) => i);'
      : '  const order = batches(train.inputs.shape[0]);',
    '  for (let step = 0; step < STEPS; step++) {',
    ...(training.batchSize === 'full' ? [] : ['    const rows = order.next().value;']),
    '    const loss = tf.tidy(() => {',
    '      const [x, y] = [tf.gather(train.inputs, rows), tf.gather(train.targets, rows)];',
    `      const lossOf = () => ${losses[training.loss].tensorflow}(y, network(x, parameters, step));`,
    '      const { value, grads } = tf.variableGrads(lossOf, all);',
    '      const gradients = all.map(({ name }) => grads[name]);',
    ...(clipNorm === null
      ? []
      : [
          '      const norm = Math.hypot(...gradients.map((gradient) => gradient.norm().dataSync()[0]));',
          `      const clip = Math.min(1, ${clipNorm} / (norm + 1e-6));`,
        ]),
    '      all.forEach((parameter, i) => {',
    `        const gradient = gradients[i]${clipNorm === null ? '' : '.mul(clip)'};`,
    '        const [change, ...next] = update(parameter, gradient, states[i], rateAt(step), step + 1);',
    '        parameter.assign(parameter.add(change));',
    '        states[i] = next.map((state) => tf.keep(state));',
    '      });',
    '      return value.dataSync()[0];',
    '    });',
    '    losses.push(loss);',
    ...(stop.loss === null ? [] : [`    if (loss <= ${stop.loss}) break;`]),
    '  }',
    "  console.log('loss', losses[0], 'at first,', losses.at(-1), 'after', losses.length, 'updates');",
    ...(data.test.count > 0
      ? [
          '  const outputs = network(test.inputs, parameters);',
          ...(classes
            ? [
                "  const right = outputs.argMax(1).equal(test.targets.argMax(1)).cast('float32').mean().dataSync()[0];",
                "  console.log((100 * right).toFixed(1), '% of the test samples are right');",
              ]
            : [
                '  const error = tf.losses.meanSquaredError(test.targets, outputs).dataSync()[0];',
                "  console.log('mean squared error', error, 'on the test samples');",
              ]),
        ]
      : []),
    '  return { losses, parameters };',
    '}',
  ].join('\n');
}

/** The numbers by the names that `stored` reads them by. */
function arraysOf(data: Dataset, values: readonly LayerValues[]): PackedArray[] {
  const outputs = data.outcomeNames.length;
  const split = (name: string, { count, inputs, targets }: Dataset['train']) =>
    [
      { name: `${name}.inputs`, shape: [count, data.features], values: inputs, type: 'f4' },
      { name: `${name}.targets`, shape: [count, outputs], values: targets, type: 'f4' },
    ] as const;
  return [
    ...split('train', data.train),
    ...(data.test.count > 0 ? split('test', data.test) : []),
    ...values.flatMap(
      ({ fanIn, fanOut, weights, biases }, l) =>
        [
          { name: `${l}.weight`, shape: [fanIn, fanOut], values: weights, type: 'f4', layer: l },
          { name: `${l}.bias`, shape: [fanOut], values: biases, type: 'f4', layer: l },
        ] as const,
    ),
  ];
}

function numbersCode(
  spec: ExperimentSpec,
  data: Dataset,
  values: readonly LayerValues[],
  arrays: readonly PackedArray[],
  beside: boolean,
  purpose: Purpose,
): string {
  const packed = new Map(arrays.map((array) => [array.name, array]));
  /** A line that takes an array. */
  const line = (start: string, name: string, end: string) => {
    const { shape, values, layer } = packed.get(name)!;
    const dimensions = `[${shape.join(', ')}]`;
    const code = beside
      ? `${start}await stored('${name}', ${dimensions})${end}`
      : purpose === 'page'
        ? foldedNumbers(`${start}await unpack(${dimensions}, \`…\`)${end}`, values)
        : `${start}await unpack(${dimensions}, \`\n${packedText(values, 'f4')}\n\`)${end}`;
    return layer === undefined ? code : marked(code, { layers: [layer, layer + 1] }, purpose);
  };
  const split = (name: string) =>
    [
      `  const ${name} = {`,
      line('    inputs: ', `${name}.inputs`, ','),
      line('    targets: ', `${name}.targets`, ','),
      '  };',
    ].join('\n');
  const hidden = hiddenLayers(spec.network).length;
  const layers = values.map(({ fanOut }, l) => {
    const normalized = spec.network.normalization !== 'none' && l < hidden;
    return [
      '    {',
      line('      weight: tf.variable(', `${l}.weight`, '),'),
      line('      bias: tf.variable(', `${l}.bias`, '),'),
      ...(normalized
        ? [
            `      scale: tf.variable(tf.ones([${fanOut}])),`,
            `      shift: tf.variable(tf.zeros([${fanOut}])),`,
          ]
        : []),
      '    },',
    ].join('\n');
  });
  return [
    '// ---- The numbers: data and initial weights ----',
    '',
    'async function numbers() {',
    split('train'),
    data.test.count > 0 ? split('test') : '  const test = undefined;',
    `  const parameters = [\n${layers.join('\n')}\n  ];`,
    '  return { parameters, train, test };',
    '}',
  ].join('\n');
}
