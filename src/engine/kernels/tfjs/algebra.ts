import * as tf from '@tensorflow/tfjs-core';
import type { Algebra, Operand } from '../../algebra';

/** Conditions are 0 or 1 in the algebra, booleans in TensorFlow.js. */
const number = (condition: tf.Tensor): tf.Tensor => tf.cast(condition, 'float32');

/**
 * The algebra on tensors. Call it inside `tf.tidy`.
 * @param scalar a kept tensor for a number, so that none is made anew at every step
 */
export function tensorAlgebra(scalar: (value: number) => tf.Tensor): Algebra<tf.Tensor> {
  const t = (a: Operand<tf.Tensor>): tf.Tensor => (typeof a === 'number' ? scalar(a) : a);
  return {
    add: (a, b) => tf.add(t(a), t(b)),
    sub: (a, b) => tf.sub(t(a), t(b)),
    mul: (a, b) => tf.mul(t(a), t(b)),
    div: (a, b) => tf.div(t(a), t(b)),
    min: (a, b) => tf.minimum(t(a), t(b)),
    max: (a, b) => tf.maximum(t(a), t(b)),
    neg: tf.neg,
    abs: tf.abs,
    square: tf.square,
    sqrt: tf.sqrt,
    exp: tf.exp,
    expm1: tf.expm1,
    log: tf.log,
    log1p: tf.log1p,
    tanh: tf.tanh,
    sigmoid: tf.sigmoid,
    erf: tf.erf,
    greater: (a, b) => number(tf.greater(t(a), t(b))),
    equal: (a, b) => number(tf.equal(t(a), t(b))),
    where: (condition, a, b) => tf.where(tf.cast(condition, 'bool'), t(a), t(b)),
  };
}
