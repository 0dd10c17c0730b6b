import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import * as tf from '@tensorflow/tfjs-core';
import { type Contestant, inputs, learningRate, numbers, outputs, type Shape, widths } from '../shapes';

export type TfjsBackend = 'cpu' | 'wasm' | 'webgl' | 'webgpu';

/** TensorFlow.js's own automatic differentiation and optimizer, on the backend that is open. */
export function tfjsAutodiff(shape: Shape): Contestant {
  const { batch } = shape;
  const sizes = widths(shape);
  const x = tf.tensor2d(numbers(batch * inputs, 1, 1), [batch, inputs]);
  const y = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: batch }, (_, i) => i % outputs),
      'int32',
    ),
    outputs,
  ) as tf.Tensor2D;
  const weights = sizes
    .slice(1)
    .map((fanOut, l) =>
      tf.variable(tf.tensor2d(numbers(sizes[l]! * fanOut, 1 / Math.sqrt(sizes[l]!), l), [sizes[l]!, fanOut])),
    );
  const biases = sizes.slice(1).map((fanOut) => tf.variable(tf.zeros([1, fanOut])));
  const optimizer = tf.train.sgd(learningRate);
  const loss = () => {
    let a: tf.Tensor2D = x;
    weights.forEach((w, l) => {
      const z = tf.add(tf.matMul(a, w as tf.Tensor2D), biases[l]!) as tf.Tensor2D;
      a = l === weights.length - 1 ? z : tf.sigmoid(z);
    });
    return tf.losses.softmaxCrossEntropy(y, a) as tf.Scalar;
  };
  return {
    name: `TensorFlow.js autodiff, ${tf.getBackend()}`,
    async step() {
      const norms = tf.tidy(() => {
        const { grads } = optimizer.computeGradients(loss, [...weights, ...biases] as tf.Variable[]);
        optimizer.applyGradients(grads);
        return tf.stack(weights.map((w) => tf.norm(grads[w.name]!)));
      });
      await norms.data();
      norms.dispose();
    },
    dispose() {
      optimizer.dispose();
      for (const variable of [...weights, ...biases]) variable.dispose();
      x.dispose();
      y.dispose();
    },
  };
}

/** Opens a TensorFlow.js backend; false where it does not run here. */
export async function openTfjs(backend: TfjsBackend, wasmPath?: string): Promise<boolean> {
  if (backend === 'wasm') {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (wasmPath) setWasmPaths(wasmPath);
  } else if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else if (backend === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  else await import('@tensorflow/tfjs-backend-webgpu');
  tf.enableProdMode();
  try {
    return await tf.setBackend(backend);
  } catch {
    return false;
  }
}
