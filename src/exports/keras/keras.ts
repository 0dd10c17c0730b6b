import type { Dataset } from '../../data/build';
import { activations } from '../../engine/activations';
import { codeAlgebra, kerasLanguage, type SourceCode } from '../../engine/codeAlgebra';
import { losses } from '../../engine/losses';
import { normalizations } from '../../engine/normalizations';
import { updateCode } from '../../engine/updateCode';
import { describe } from '../../schema/describe';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { marked, type Purpose } from '../marks';
import { type Prepared, prepare } from '../prepared';
import {
  collected,
  experimentArrays,
  factorOf,
  hash32Code,
  inComment,
  numbersCode,
  permutationCode,
  type Section,
} from '../pytorch';

const algebra = codeAlgebra(kerasLanguage);

/**
 * An experiment as Python for Keras 3 on any backend: the same data, initial weights, batches and updates. Dropout alone draws
 * its own.
 *
 * @param prepared its data and initial weights, if they are there already
 * @throws {Problem} its data can't be loaded, or are too many
 */
export async function kerasSections(
  spec: ExperimentSpec,
  purpose: Purpose = 'file',
  prepared?: Prepared,
): Promise<Section[]> {
  const { data, values } = prepared ?? (await prepare(spec));
  const { code, beside } = numbersCode(experimentArrays(data, values), 'numpy', purpose);
  return [
    { title: 'Settings', code: settings(spec, beside !== undefined) },
    { title: 'The network', code: networkCode(spec, data, purpose) },
    { title: 'Updates', code: updateSection(spec) },
    {
      title: 'Batches',
      code:
        spec.training.batchSize === 'full'
          ? 'def batches(count):\n    while True:\n        yield np.arange(count)'
          : `${hash32Code}\n\n\n${permutationCode.replaceAll('torch.tensor(', 'np.array(')}`,
    },
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

function settings(spec: ExperimentSpec, beside: boolean): string {
  const { seed, training } = spec;
  return [
    `"""${inComment(`${spec.name}: ${describe(spec)}`)}`,
    '',
    'An experiment of Gradient Lab for Keras 3: the same data, initial weights, batches and updates. It runs on TensorFlow, JAX and',
    'PyTorch: set KERAS_BACKEND to one of them.',
    '"""',
    ...(beside ? [] : ['import base64']),
    'import math',
    'import os',
    ...(beside ? [] : ['import zlib']),
    '',
    "os.environ.setdefault('JAX_ENABLE_X64', '1')",
    '',
    'import keras',
    'import numpy as np',
    'from keras import layers, ops',
    '',
    '# Gradients that vanish soon fall below what float32 can hold.',
    "keras.config.set_floatx('float64')",
    '',
    `SEED = ${seed}`,
    `STEPS = ${training.steps}`,
    ...(training.batchSize === 'full' ? [] : [`BATCH_SIZE = ${training.batchSize}`]),
    `LEARNING_RATE = ${training.optimizer.learningRate}`,
  ].join('\n');
}

function networkCode({ network }: ExperimentSpec, data: Dataset, purpose: Purpose): string {
  const hidden = hiddenLayers(network);
  const { normalization, dropout, residual } = network;
  const kinds = [...new Set(hidden.map(({ activation }) => activation))];
  const all = (line: string) => marked(line, { layers: [0, hidden.length] }, purpose);
  return [
    ...kinds.flatMap((kind) => [
      `def ${kind}(z):`,
      `    return ${activations[kind].value<SourceCode>(algebra, { code: 'z' }).code}`,
      '',
      '',
    ]),
    all(`HIDDEN = [${hidden.map(({ units, activation }) => `(${units}, ${activation})`).join(', ')}]`),
    '',
    '',
    'def network():',
    `    inputs = keras.Input((${data.features},))`,
    '    h = inputs',
    '    for units, activation in HIDDEN:',
    ...[
      '        a = layers.Dense(units)(h)',
      ...(normalization === 'none' ? [] : [`        a = ${normalizations[normalization].keras}(a)`]),
      '        a = layers.Activation(activation)(a)',
      ...(dropout > 0 ? [`        a = layers.Dropout(${dropout})(a)  # with draws of its own`] : []),
    ].map(all),
    residual ? '        h = layers.Add()([a, h]) if a.shape[-1] == h.shape[-1] else a' : '        h = a',
    marked(
      `    return keras.Model(inputs, layers.Dense(${data.outcomeNames.length})(h))`,
      { layers: [hidden.length, hidden.length + 1] },
      purpose,
    ),
  ].join('\n');
}

/** The update rule as an optimizer of Keras. */
function updateSection({ training }: ExperimentSpec): string {
  const { kind, states, scalars, next, change } = updateCode(training.optimizer, algebra, 'learning_rate');
  const { weightDecay } = training;
  return [
    'class Rates(keras.optimizers.schedules.LearningRateSchedule):',
    '    """The learning rate of each update."""',
    '',
    '    def __init__(self):',
    `        rates = [LEARNING_RATE * (${factorOf(training) ?? '1'}) for step in range(STEPS)]`,
    '        self.rates = ops.convert_to_tensor(np.array(rates))',
    '',
    '    def __call__(self, step):',
    "        return ops.take(self.rates, ops.minimum(ops.cast(step, 'int32'), STEPS - 1))",
    '',
    '    def get_config(self):',
    '        return {}',
    '',
    '',
    'class Update(keras.optimizers.Optimizer):',
    `    """${kind.title.en}, as Gradient Lab and PyTorch define it."""`,
    '',
    '    def build(self, variables):',
    '        if self.built:',
    '            return',
    '        super().build(variables)',
    `        self.states = [[self.add_variable_from_reference(v, f'state{k}') for k in range(${states.length})] for v in variables]`,
    '',
    '    def update_step(self, gradient, variable, learning_rate):',
    '        weight = ops.convert_to_tensor(variable)',
    ...(weightDecay > 0 && !kind.decoupledDecay
      ? [`        gradient = gradient + ${weightDecay} * weight`]
      : []),
    ...(scalars.length > 0 ? ['        step = ops.cast(self.iterations + 1, weight.dtype)'] : []),
    ...(states.length > 0
      ? [
          '        kept = self.states[self._get_variable_index(variable)]',
          `        ${states.join(', ')}${states.length === 1 ? ',' : ''} = [ops.convert_to_tensor(state) for state in kept]`,
        ]
      : []),
    ...scalars.map((code, k) => `        scalar${k} = ${code}`),
    ...next.map((code, k) => `        next${k} = ${code}`),
    `        change = ${change}`,
    ...(kind.decoupledDecay ? [`        change = change - learning_rate * ${weightDecay} * weight`] : []),
    ...states.map((_, k) => `        self.assign(kept[${k}], next${k})`),
    '        self.assign(variable, weight + change)',
  ].join('\n');
}

function trainingCode({ training, stop }: ExperimentSpec, data: Dataset): string {
  const classes = data.task === 'classification';
  const targets = (name: string) =>
    classes ? `np.eye(${data.outcomeNames.length})[${name}_TARGETS]` : `${name}_TARGETS`;
  const clip = training.clipNorm === null ? '' : `, global_clipnorm=${training.clipNorm}`;
  return [
    'def main():',
    '    model = network()',
    '    dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]',
    '    for layer, weight, bias in zip(dense, WEIGHTS, BIASES):',
    '        layer.set_weights([weight.T, bias])',
    `    model.compile(optimizer=Update(Rates()${clip}), loss=${losses[training.loss].keras})`,
    `    x, y = TRAIN_INPUTS, ${targets('TRAIN')}`,
    '    losses = []',
    '    for _, rows in zip(range(STEPS), batches(len(x))):',
    '        model.reset_metrics()',
    '        losses.append(float(model.train_on_batch(x[rows], y[rows])))',
    ...(stop.loss === null ? [] : [`        if losses[-1] <= ${stop.loss}:`, '            break']),
    "    print(f'loss {losses[0]:.6g} at first, {losses[-1]:.6g} after {len(losses)} updates')",
    ...(data.test.count > 0
      ? [
          '    outputs = model.predict(TEST_INPUTS, verbose=0)',
          classes
            ? "    print(f'{(outputs.argmax(1) == TEST_TARGETS).mean():.1%} of the test samples are right')"
            : "    print(f'mean squared error {((outputs - TEST_TARGETS) ** 2).mean():.6g} on the test samples')",
        ]
      : []),
    '    return losses',
  ].join('\n');
}
