import type { Expression, Expressions } from '../../algebra';
import { type Fold, type Measure, repeatedShape } from '../kernels';
import type { GlslWriter } from './glsl';
import type { Placed } from './placed';

/** A matrix product at the start of an elementwise program. */
export interface Product {
  readonly a: Placed;
  readonly b: Placed;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Returns the GLSL terms of the outputs. `inputs` and `product` are GLSL terms too. */
export type Formula = (writer: GlslWriter, inputs: readonly string[], product: string) => string[];

/** A product, an elementwise function, or both. One program computes it for each element. */
export interface Elementwise {
  readonly kind: 'elementwise';
  readonly product: Product | undefined;
  readonly outs: readonly Placed[];
  readonly inputs: readonly Placed[];
  readonly formula: Formula;
}

/** A recorded call of the kernels. */
export type Recorded =
  | Elementwise
  | {
      readonly kind: 'fold';
      readonly along: 'rows' | 'columns';
      readonly fold: Fold;
      readonly out: Placed;
      readonly expression: Expression;
      readonly inputs: readonly Placed[];
    }
  | {
      readonly kind: 'measure';
      readonly measure: Measure | 'moments';
      readonly out: Placed;
      readonly slot: number;
      readonly expression: Expression;
      readonly inputs: readonly Placed[];
    };

export const mapOf = (
  outs: readonly Placed[],
  expressions: Expressions,
  inputs: readonly Placed[],
): Elementwise => ({
  kind: 'elementwise',
  product: undefined,
  outs,
  inputs,
  formula: (writer, names) => expressions(writer.algebra, ...names).map((result) => writer.term(result)),
});

export const productOf = (out: Placed, product: Product, bias: Placed | undefined): Elementwise => ({
  kind: 'elementwise',
  product,
  outs: [out],
  inputs: bias ? [bias] : [],
  formula: (writer, [bias], product) => [bias === undefined ? product : writer.algebra.add(product, bias)],
});

export const identity: Expression = (_m, x) => x;

/** The shape over which a call iterates. */
export const spaceOf = (call: Recorded): [rows: number, cols: number] =>
  call.kind === 'elementwise' ? [call.outs[0]!.rows, call.outs[0]!.cols] : repeatedShape(call.inputs);

/**
 * Joins each elementwise call to the product or elementwise call directly before it, if it reads a result of that call
 * and one program can write all their outputs.
 */
export function join(calls: readonly Recorded[], outsAtOnce: number): Recorded[] {
  const joined: Recorded[] = [];
  for (const call of calls) {
    const before = joined.at(-1);
    const one = before && joinTwo(before, call, outsAtOnce);
    if (one) joined[joined.length - 1] = one;
    else joined.push(call);
  }
  return joined;
}

function joinTwo(first: Recorded, second: Recorded, outsAtOnce: number): Elementwise | undefined {
  if (first.kind !== 'elementwise' || second.kind !== 'elementwise' || second.product) return undefined;
  const { product } = first;
  const outs = [...new Set([...first.outs, ...second.outs])];
  const takesUp = second.inputs.some((input) => first.outs.includes(input));
  const alike = String(spaceOf(first)) === String(spaceOf(second));
  const factors = product ? [product.a, product.b] : [];
  if (!takesUp || !alike || outs.length > outsAtOnce) return undefined;
  if (factors.some((factor) => second.outs.includes(factor))) return undefined;
  const others = second.inputs.filter((input) => !first.outs.includes(input));
  return {
    kind: 'elementwise',
    product,
    outs,
    inputs: [...first.inputs, ...others],
    formula(writer, names, product) {
      const earlier = first.formula(writer, names.slice(0, first.inputs.length), product);
      const rest = names.slice(first.inputs.length);
      const inputs = second.inputs.map((input) => {
        const known = first.outs.indexOf(input);
        return known < 0 ? rest[others.indexOf(input)]! : earlier[known]!;
      });
      const later = second.formula(writer, inputs, product);
      return outs.map((out) => {
        const last = second.outs.indexOf(out);
        return last < 0 ? earlier[first.outs.indexOf(out)]! : later[last]!;
      });
    },
  };
}
