import * as tf from '@tensorflow/tfjs-core';
import type { Algebra, Operand } from '../../algebra';

/** Conditions are 0 or 1 in the algebra, booleans in TensorFlow.js until they are calculated with. */
export const asNumber = (a: tf.Tensor): tf.Tensor => (a.dtype === 'bool' ? tf.cast(a, 'float32') : a);

type Unary = (x: tf.Tensor) => tf.Tensor;
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/**
 * The algebra on tensors, one TensorFlow.js operation a function. Call it inside `tf.tidy`.
 * @param scalar a kept tensor for a number, so that none is made anew at every step
 */
export function tensorAlgebra(scalar: (value: number) => tf.Tensor): Algebra<tf.Tensor> {
  const tensor = (a: Operand<tf.Tensor>): tf.Tensor => (typeof a === 'number' ? scalar(a) : asNumber(a));
  const unary = (f: Unary) => (a: tf.Tensor) => f(asNumber(a));
  const binary = (f: Binary) => (a: Operand<tf.Tensor>, b: Operand<tf.Tensor>) => f(tensor(a), tensor(b));
  return {
    add: binary(tf.add),
    sub: binary(tf.sub),
    mul: binary(tf.mul),
    div: binary(tf.div),
    min: binary(tf.minimum),
    max: binary(tf.maximum),
    neg: unary(tf.neg),
    abs: unary(tf.abs),
    square: unary(tf.square),
    sqrt: unary(tf.sqrt),
    exp: unary(tf.exp),
    expm1: unary(tf.expm1),
    log: unary(tf.log),
    log1p: unary(tf.log1p),
    tanh: unary(tf.tanh),
    sigmoid: unary(tf.sigmoid),
    erf: unary(tf.erf),
    // Inside the exponents of normal floats, where both the logarithm and the power are safe.
    powerOfTwo: (a) => {
      const x = asNumber(a);
      const power = tf.pow(tensor(2), tf.floor(tf.div(tf.log(x), tensor(Math.LN2))));
      return tf.where(tf.logicalAnd(tf.greater(x, 0), tf.isFinite(power)), power, tf.onesLike(x));
    },
    greater: binary(tf.greater),
    equal: binary(tf.equal),
    // Chooses, so that NaN or Infinity on the side not chosen stays there.
    where: (condition, a, b) => tf.where(tf.cast(condition, 'bool'), tensor(a), tensor(b)),
  };
}
