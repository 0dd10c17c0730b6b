import * as tf from '@tensorflow/tfjs-core';
import type { Expression } from '../../algebra';
import { asNumber, tensorAlgebra } from './algebra';
import { type Along, type AnyFold, commonShape, type Executor } from './executor';

/** The smallest normal float32: in place of a largest |x| of 0 it leaves 0 / 0 out. */
const tiny = 1.1754943508222875e-38;

/** Runs expressions one TensorFlow.js operation at a time, on whatever backend there is. */
export function createEagerExecutor(): Executor {
  const scalars = new Map<number, tf.Tensor>();
  const scalar = (value: number): tf.Tensor => {
    const kept = scalars.get(value) ?? tf.keep(tf.scalar(value, 'float32'));
    scalars.set(value, kept);
    return kept;
  };
  const algebra = tensorAlgebra(scalar);

  const evaluate = (expression: Expression, inputs: readonly tf.Tensor[]): tf.Tensor2D => {
    const [first, ...rest] = inputs;
    return asNumber(expression(algebra, first!, ...rest)) as tf.Tensor2D;
  };

  /** A result as a tensor of its own, repeated to a shape. */
  const repeated = (value: tf.Tensor | number, [rows, cols]: [number, number]): tf.Tensor2D => {
    if (typeof value === 'number') return tf.fill([rows, cols], value);
    const same = value.shape[0] === rows && value.shape[1] === cols;
    return same ? (tf.clone(asNumber(value)) as tf.Tensor2D) : tf.broadcastTo(asNumber(value), [rows, cols]);
  };

  const norm = (x: tf.Tensor, axis: number): tf.Tensor => {
    const largest = tf.max(tf.abs(x), axis, true);
    const scaled = tf.div(x, tf.maximum(largest, scalar(tiny)));
    return tf.mul(largest, tf.sqrt(tf.sum(tf.square(scaled), axis, true)));
  };

  const fold = (along: Along, kind: AnyFold, x: tf.Tensor): tf.Tensor => {
    const axis = along === 'rows' ? 1 : 0;
    switch (kind) {
      case 'sum':
        return tf.sum(x, axis, true);
      case 'mean':
        return tf.mean(x, axis, true);
      case 'max':
        return tf.max(x, axis, true);
      case 'argmax':
        return tf.cast(tf.expandDims(tf.argMax(x, axis), axis), 'float32');
      case 'norm':
        return norm(x, axis);
    }
  };

  return {
    map: (expressions, inputs, shape) =>
      tf.tidy(() => {
        const results = expressions(algebra, ...(inputs as readonly tf.Tensor[]));
        return results.map((value) => repeated(value, shape));
      }),
    fold: (along, kind, expression, inputs) =>
      tf.tidy(() => {
        const value = repeated(evaluate(expression, inputs), commonShape(inputs));
        return fold(along, kind, value) as tf.Tensor2D;
      }),
    partial: (measure, expression, inputs) =>
      tf.tidy(() => {
        const value = repeated(evaluate(expression, inputs), commonShape(inputs));
        if (measure !== 'zeroColumns') return tf.reshape(value, [1, value.size]);
        const nonzero = tf.cast(tf.notEqual(value, scalar(0)), 'float32');
        return asNumber(tf.equal(tf.sum(nonzero, 0, true), scalar(0))) as tf.Tensor2D;
      }),
    dispose() {
      for (const kept of scalars.values()) kept.dispose();
      scalars.clear();
    },
  };
}
