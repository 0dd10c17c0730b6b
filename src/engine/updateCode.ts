import type { Algebra } from './algebra';
import type { SourceCode } from './codeAlgebra';
import { type Optimizer, type OptimizerSpec, optimizers } from './optimizers';

/** An optimizer's update of one parameter as source code. */
export interface UpdateCode {
  readonly kind: Optimizer;
  /** Names of the state before the update: `state0`, … */
  readonly states: readonly string[];
  /** What `scalar0`, … stand for: numbers that depend on the step alone. */
  readonly scalars: readonly string[];
  /** What `next0`, … stand for: the state after the update. */
  readonly next: readonly string[];
  /** What is added to the parameter, by these names, `weight`, `gradient` and the learning rate's. */
  readonly change: string;
}

/**
 * Writes the update rule of an optimizer in the language of an algebra.
 * @param spec the optimizer as experiments hold it
 * @param learningRate its name in the code
 */
export function updateCode(
  spec: OptimizerSpec,
  algebra: Algebra<SourceCode>,
  learningRate: string,
): UpdateCode {
  const kind = optimizers[spec.kind] as Optimizer;
  const params = spec as never;
  const states = Array.from({ length: kind.stateCount(params) }, (_, k) => `state${k}`);
  const scalars = kind.scalarsCode?.(params) ?? [];
  const [delta, ...after] = kind.update<SourceCode>(algebra, params, {
    weight: { code: 'weight' },
    gradient: { code: 'gradient' },
    learningRate: { code: learningRate },
    state: states.map((code) => ({ code })),
    scalars: scalars.map((_, k) => ({ code: `scalar${k}` })),
  });
  const next = after.map(({ code }) => code);
  const change = next.reduce((text, code, k) => text.replaceAll(code, `next${k}`), delta!.code);
  return { kind, states, scalars, next, change };
}
