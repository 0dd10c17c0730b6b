import { InferenceSession, Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { activations } from '../../../../src/engine/activations';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { weightFile } from '../../../../src/features/weights';
import { onnxModel } from '../../../../src/features/weights/onnx';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';

const experiment = (network: object): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'spiral', samples: 40 },
    network: {
      depth: 2,
      width: 6,
      activation: 'tanh',
      initializer: { kind: 'normal', std: 0.7 },
      ...network,
    },
    training: { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 16 },
  });

const cases: readonly (readonly [string, ExperimentSpec])[] = [
  ...Object.keys(activations).map((activation) => [activation, experiment({ activation })] as const),
  ['batch normalization, residual', experiment({ normalization: 'batch', residual: true })],
  ['layer normalization, dropout', experiment({ normalization: 'layer', dropout: 0.2 })],
  [
    'layers of different kinds',
    experiment({
      depth: undefined,
      width: undefined,
      activation: undefined,
      hidden: [
        { units: 7, activation: 'relu' },
        { units: 3, activation: 'gelu' },
      ],
    }),
  ],
];

/** Far and near inputs. */
const inputs = Float64Array.from([0, 0, 1, -1, 0.3, 2, -8, 5, 20, -30]);

test.each(cases)('%s: ONNX Runtime gives the lab’s answers', async (_, spec) => {
  const trainer = await createTrainer(spec, await openKernels('reference'));
  for (let step = 0; step < 20; step++) await trainer.advance();
  const model = onnxModel(spec, (await trainer.checkpoint()).arrays)!;
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  const { logits } = await session.run({ inputs: new Tensor('float32', Float32Array.from(inputs), [5, 2]) });
  const there = await trainer.predict(inputs);
  expect(logits!.dims).toEqual([5, 3]);
  (logits!.data as Float32Array).forEach((value, i) => {
    expect(Math.abs(value - there[i]!)).toBeLessThan(1e-4 * Math.max(1, Math.abs(there[i]!)));
  });
});

test('a run without a state is saved as it starts; a state of another network is not mistaken for its own', async () => {
  const spec = experiment({});
  const bytes = await weightFile(spec, [new Float64Array(3)], 'onnx');
  const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  expect([session.inputNames, session.outputNames]).toEqual([['inputs'], ['logits']]);
});
