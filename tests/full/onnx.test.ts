import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { activations } from '../../src/engine/activations';
import { createTrainer } from '../../src/engine/createTrainer';
import { openKernels } from '../../src/engine/kernels/open';
import { onnxModel } from '../../src/exports/weights/onnx';
import type { ExperimentSpec } from '../../src/schema/experiment';
import { parseExperiment } from '../../src/schema/parse';
import { ownPackages } from './ownPackages';

/** What the test takes of ONNX Runtime. */
interface Runtime {
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: object,
    ): Promise<{
      readonly inputNames: readonly string[];
      readonly outputNames: readonly string[];
      run(
        inputs: object,
      ): Promise<{ readonly logits: { readonly dims: number[]; readonly data: Float32Array } }>;
    }>;
  };
  readonly Tensor: new (type: 'float32', values: Float32Array, shape: readonly number[]) => object;
}

const folder = ownPackages('onnx', 'onnxruntime-web');
if (!folder) console.warn('Skipped: networks as ONNX need a network to install ONNX Runtime.');
const runtime = () => createRequire(join(process.cwd(), folder!, 'index.js'))('onnxruntime-web') as Runtime;

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

test.skipIf(!folder).each(cases)('%s: ONNX Runtime gives the lab’s answers', async (_, spec) => {
  const trainer = await createTrainer(spec, await openKernels('reference'));
  for (let step = 0; step < 20; step++) await trainer.advance();
  const model = onnxModel(spec, (await trainer.checkpoint()).arrays)!;
  const { InferenceSession, Tensor } = runtime();
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  expect([session.inputNames, session.outputNames]).toEqual([['inputs'], ['logits']]);
  const { logits } = await session.run({ inputs: new Tensor('float32', Float32Array.from(inputs), [5, 2]) });
  const there = await trainer.predict(inputs);
  expect(logits.dims).toEqual([5, 3]);
  logits.data.forEach((value, i) => {
    expect(Math.abs(value - there[i]!)).toBeLessThan(1e-4 * Math.max(1, Math.abs(there[i]!)));
  });
});
