import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { buildDataset } from '../../../../src/data/build';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { runIndex } from '../../../../src/engine/telemetry';
import { hiddenLayers } from '../../../../src/schema/experiment';
import { small } from '../specs';

/** TensorFlow.js's own activations, which it differentiates itself. */
const native = {
  linear: (z: tf.Tensor) => z,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  relu: tf.relu,
  elu: tf.elu,
  selu: tf.selu,
  softplus: tf.softplus,
  leakyRelu: (z: tf.Tensor) => tf.leakyRelu(z, 0.01),
} as const;

const cases = (['reference', 'cpu', 'wasm'] as const).flatMap((backend) =>
  (Object.keys(native) as (keyof typeof native)[]).map((activation) => [backend, activation] as const),
);

test.each(cases)(
  'TensorFlow.js autodiff agrees with %s on the loss and every gradient: %s',
  async (backend, activation) => {
    const spec = small({
      network: {
        depth: 3,
        width: 6,
        activation,
        residual: true,
        initializer: { kind: 'heNormal', biasStd: 0.3 },
      },
      training: { batchSize: 'full', optimizer: { kind: 'sgd', learningRate: 0.1 } },
    });
    const trainer = await createTrainer(spec, await openKernels(backend));
    const start = await trainer.parameters();
    const frame = (await trainer.advance(true))!;
    const gradients = await trainer.gradients();

    const { train, features } = buildDataset(spec);
    const inputs = tf.tensor2d(Float32Array.from(train.inputs), [train.count, features]);
    const targets = tf.tensor2d(Float32Array.from(train.targets), [train.count, 2]);
    const variables = start.flatMap(({ fanIn, fanOut, weights, biases }) => [
      tf.variable(tf.tensor2d(Float32Array.from(weights), [fanIn, fanOut])),
      tf.variable(tf.tensor2d(Float32Array.from(biases), [1, fanOut])),
    ]);
    const last = hiddenLayers(spec.network).length;
    const { value, grads } = tf.variableGrads(() => {
      let a: tf.Tensor = inputs;
      for (let l = 0; l <= last; l++) {
        const z = tf.add(tf.matMul(a as tf.Tensor2D, variables[2 * l] as tf.Tensor2D), variables[2 * l + 1]!);
        if (l === last) a = z;
        else
          a = start[l]!.fanIn === start[l]!.fanOut ? tf.add(native[activation](z), a) : native[activation](z);
      }
      return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(a)), 1))) as tf.Scalar;
    }, variables);

    expect(Math.abs(value.dataSync()[0]! / frame[runIndex('loss')]! - 1)).toBeLessThan(1e-5);
    variables.forEach((variable, i) => {
      const theirs = Array.from(grads[variable.name]!.dataSync());
      const size = Math.hypot(...theirs);
      const difference = Math.hypot(...theirs.map((g, k) => g - gradients[i]![k]!));
      expect(difference / size, `gradient ${i}`).toBeLessThan(1e-5);
    });
    trainer.dispose();
  },
);
