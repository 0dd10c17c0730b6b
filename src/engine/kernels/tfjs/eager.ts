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

  /**
   * An input as TensorFlow.js repeats it fast: its processor backend walks index lists for `[1, c]` and `[r, 1]`, but
   * not for `[c]` and a scalar.
   */
  const fitted = (input: tf.Tensor2D, [rows, cols]: [number, number]): tf.Tensor => {
    const [r, c] = input.shape;
    if (r === rows && c === cols) return input;
    if (input.size === 1) return tf.reshape(input, []);
    return r === 1 ? tf.reshape(input, [c]) : tf.matMul(input, tf.ones([1, cols]));
  };

  /** A result as a tensor of its own, of the whole shape. */
  const whole = (value: tf.Tensor | number, [rows, cols]: [number, number]): tf.Tensor2D => {
    if (typeof value === 'number') return tf.fill([rows, cols], value);
    const numeric = asNumber(value);
    return numeric.size === rows * cols
      ? tf.reshape(numeric, [rows, cols])
      : tf.broadcastTo(numeric, [rows, cols]);
  };

  const evaluate = (expression: Expression, inputs: readonly tf.Tensor2D[]): tf.Tensor2D => {
    const shape = commonShape(inputs);
    const [first, ...rest] = inputs.map((input) => fitted(input, shape));
    return whole(expression(algebra, first!, ...rest), shape);
  };

  const normOfRows = (x: tf.Tensor2D): tf.Tensor => {
    const largest = tf.max(tf.abs(x), 1, true) as tf.Tensor2D;
    const scaled = tf.div(x, fitted(tf.maximum(largest, scalar(tiny)) as tf.Tensor2D, x.shape));
    return tf.mul(largest, tf.sqrt(tf.sum(tf.square(scaled), 1, true)));
  };

  const foldAlong = (along: Along, kind: AnyFold, x: tf.Tensor2D): tf.Tensor => {
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
        return along === 'rows' ? normOfRows(x) : tf.transpose(normOfRows(tf.transpose(x)));
    }
  };

  return {
    map: (expressions, inputs, shape) =>
      tf.tidy(() => {
        const results = expressions(algebra, ...inputs.map((input) => fitted(input, shape)));
        return results.map((value) => whole(value, shape));
      }),
    fold: (along, kind, expression, inputs) =>
      tf.tidy(() => foldAlong(along, kind, evaluate(expression, inputs)) as tf.Tensor2D),
    partial: (measure, expression, inputs) =>
      tf.tidy(() => {
        const value = evaluate(expression, inputs);
        if (measure !== 'zeroColumns') return value;
        const nonzero = tf.sum(asNumber(tf.notEqual(value, scalar(0))), 0, true);
        return asNumber(tf.equal(nonzero, scalar(0))) as tf.Tensor2D;
      }),
    finish: (measure, partials) =>
      tf.tidy(() => {
        const rows = partials.map((partial): tf.Tensor2D => tf.reshape(partial, [1, partial.size]));
        const joined = rows.length === 1 ? rows[0]! : tf.concat(rows, 0);
        return foldAlong('rows', measure === 'norm' ? 'norm' : 'sum', joined) as tf.Tensor2D;
      }),
    dispose() {
      for (const kept of scalars.values()) kept.dispose();
      scalars.clear();
    },
  };
}
