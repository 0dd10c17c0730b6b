import type { Algebra, Operand } from './algebra';

/** An elementwise expression as source code. `condition` is the test of a comparison, `code` its 1 or 0. */
export interface SourceCode {
  readonly code: string;
  readonly condition?: string;
}

/** How a language writes what is no operator of it. */
export interface Language {
  readonly binary: Readonly<Record<'add' | 'sub' | 'mul' | 'div', (a: string, b: string) => string>>;
  /** Its function of that name. */
  call(name: string, ...args: readonly string[]): string;
  greater(a: string, b: string): string;
  equal(a: string, b: string): string;
  /** A condition as 1 or 0. */
  number(condition: string): string;
  isNonzero(value: string): string;
}

const codeOf = (value: Operand<SourceCode>): string =>
  typeof value === 'number' ? String(value) : value.code;

/** An algebra whose results are source code: formulas that are written once are exported as they stand. */
export function codeAlgebra(language: Language): Algebra<SourceCode> {
  const { binary, call } = language;
  const two = (name: keyof Language['binary']) => (a: Operand<SourceCode>, b: Operand<SourceCode>) => ({
    code: binary[name](codeOf(a), codeOf(b)),
  });
  const of =
    (name: string) =>
    (...args: readonly Operand<SourceCode>[]): SourceCode => ({ code: call(name, ...args.map(codeOf)) });
  const test = (condition: string): SourceCode => ({ code: language.number(condition), condition });
  return {
    add: two('add'),
    sub: two('sub'),
    mul: two('mul'),
    div: two('div'),
    min: of('minimum'),
    max: of('maximum'),
    neg: of('neg'),
    abs: of('abs'),
    square: of('square'),
    sqrt: of('sqrt'),
    exp: of('exp'),
    expm1: of('expm1'),
    log: of('log'),
    log1p: of('log1p'),
    tanh: of('tanh'),
    sigmoid: of('sigmoid'),
    erf: of('erf'),
    powerOfTwo: () => {
      throw new Error('A power of two serves scaling alone; no exported formula has one.');
    },
    greater: (a, b) => test(language.greater(codeOf(a), codeOf(b))),
    equal: (a, b) => test(language.equal(codeOf(a), codeOf(b))),
    where: (condition, a, b) => ({
      code: call('where', condition.condition ?? language.isNonzero(condition.code), codeOf(a), codeOf(b)),
    }),
  };
}

/** A comparison that no gradient passes through takes tensors alone. */
const tensor = (code: string) => (Number.isNaN(Number(code)) ? code : `tf.scalar(${code})`);

/** TensorFlow.js, with the function `compared` of an exported script. */
export const tensorflowLanguage: Language = {
  binary: {
    add: (a, b) => `tf.add(${a}, ${b})`,
    sub: (a, b) => `tf.sub(${a}, ${b})`,
    mul: (a, b) => `tf.mul(${a}, ${b})`,
    div: (a, b) => `tf.div(${a}, ${b})`,
  },
  call: (name, ...args) => `tf.${name}(${args.join(', ')})`,
  greater: (a, b) => `compared(tf.greater)(${tensor(a)}, ${tensor(b)})`,
  equal: (a, b) => `compared(tf.equal)(${tensor(a)}, ${tensor(b)})`,
  number: (condition) => `tf.cast(${condition}, 'float32')`,
  isNonzero: (value) => `tf.notEqual(${value}, 0)`,
};

/** Keras 3 (`from keras import ops`), on any backend. */
export const kerasLanguage: Language = {
  binary: {
    add: (a, b) => `(${a} + ${b})`,
    sub: (a, b) => `(${a} - ${b})`,
    mul: (a, b) => `${a} * ${b}`,
    div: (a, b) => `${a} / (${b})`,
  },
  call: (name, ...args) => (name === 'neg' ? `-(${args[0]})` : `ops.${name}(${args.join(', ')})`),
  greater: (a, b) => `${a} > ${b}`,
  equal: (a, b) => `${a} == ${b}`,
  number: (condition) => `ops.cast(${condition}, keras.config.floatx())`,
  isNonzero: (value) => `${value} != 0`,
};
