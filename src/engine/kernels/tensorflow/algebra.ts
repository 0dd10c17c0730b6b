import * as tf from '@tensorflow/tfjs';
import type { Algebra, Operand } from '../../algebra';

type Operands = Operand<tf.Tensor>;

/** A comparison, with a derivative of 0: TensorFlow.js has none for it. */
const comparison =
  (compare: (a: Operands, b: Operands) => tf.Tensor) =>
  (a: Operands, b: Operands): tf.Tensor => {
    const tensors = [a, b].filter((operand) => typeof operand !== 'number');
    const shapes = tensors.map(({ shape }) => shape);
    const compared = tf.customGrad(() => ({
      value: compare(a, b),
      gradFunc: () => shapes.map((shape) => tf.zeros(shape)),
    }));
    return compared(...tensors);
  };

const isNot = comparison((a, b) => tf.notEqual(a, b));

/**
 * The algebra in TensorFlow.js's own operations, which it differentiates itself. At a tie, it gives the gradient of
 * `minimum` and `maximum` to their first operand, and |a| has slope −1 at 0. With 0 as first operand of `maximum`, ReLU
 * has slope 0 at 0 and softplus 1/2, as in PyTorch.
 */
export const algebra: Algebra<tf.Tensor> = {
  add: (a, b) => tf.add(a, b),
  sub: (a, b) => tf.sub(a, b),
  mul: (a, b) => tf.mul(a, b),
  div: (a, b) => tf.div(a, b),
  min: (a, b) => tf.minimum(a, b),
  max: (a, b) => tf.maximum(b, a),
  neg: (a) => tf.neg(a),
  abs: (a) => tf.abs(a),
  square: (a) => tf.square(a),
  sqrt: (a) => tf.sqrt(a),
  exp: (a) => tf.exp(a),
  expm1: (a) => tf.expm1(a),
  log: (a) => tf.log(a),
  log1p: (a) => tf.log1p(a),
  tanh: (a) => tf.tanh(a),
  sigmoid: (a) => tf.sigmoid(a),
  erf: (a) => tf.erf(a),
  powerOfTwo: (a) => {
    const usable = tf.logicalAnd(tf.greater(a, 0), tf.isFinite(a));
    const exponent = tf.floor(tf.div(tf.log(tf.where(usable, a, 1)), Math.LN2));
    return tf.pow(2, exponent);
  },
  greater: comparison((a, b) => tf.cast(tf.greater(a, b), 'float32')),
  equal: comparison((a, b) => tf.cast(tf.equal(a, b), 'float32')),
  where: (condition, a, b) => tf.where(isNot(condition, 0), a, b),
};
