import type { LogHeader } from '../../data/logs/header';
import { notMeasured } from '../../data/logs/quantities';

/** What changes the signal between one layer and the next, as far as the modules between them were recorded. */
export const causeNames = ['weights', 'activation', 'normalization'] as const;
export type CauseName = (typeof causeNames)[number];

/** A chain of layers in which each module takes the output of the one before it and of no other. */
export interface SignalChain {
  /** The layers, by module index, without the chain's last one. */
  readonly layers: readonly number[];
  /** By layer: the factor of each cause from the next layer down to this one. Their product is ‖δ‖ / ‖δ⁺‖. */
  readonly factors: Readonly<Record<CauseName, readonly number[]>>;
  /** The chain's last layer, by module index. */
  readonly last: number;
  /** ‖δ‖ of each layer as a share of the chain's last layer. */
  readonly products: readonly number[];
}

const normalizations = /norm/i;

/**
 * The longest chain of a log's modules: children of one `Sequential`, all of them recorded, since only there the order of
 * the calls is known. The factor of a module is ‖δ before it‖ / ‖δ behind it‖, where δ is the signal of an output.
 *
 * @param signals ‖δ‖ by module
 * @returns undefined if no two layers follow each other in such a way
 */
export function longestChain(header: LogHeader, signals: ArrayLike<number>): SignalChain | undefined {
  const chains = sequentialRuns(header, signals)
    .map((run) => chainOf(header, run, signals))
    .filter((chain) => chain.layers.length > 0);
  return chains.reduce<SignalChain | undefined>(
    (best, chain) => (best && best.layers.length >= chain.layers.length ? best : chain),
    undefined,
  );
}

/** Runs of recorded modules, by index, that follow each other in a Sequential. */
export function sequentialRuns({ modules, containers }: LogHeader, signals: ArrayLike<number>): number[][] {
  const runs: number[][] = [];
  let [parent, place, run]: [string, number, number[]] = ['', Number.NaN, []];
  modules.forEach(({ name }, module) => {
    const dot = name.lastIndexOf('.');
    const above = dot < 0 ? '' : name.slice(0, dot);
    const index = Number(name.slice(dot + 1));
    const measured = (signals[module] ?? notMeasured) !== notMeasured;
    if (containers.get(above) !== 'Sequential' || !Number.isInteger(index) || !measured) {
      run = [];
      return;
    }
    if (run.length === 0 || above !== parent || index !== place + 1) {
      run = [];
      runs.push(run);
    }
    run.push(module);
    [parent, place] = [above, index];
  });
  return runs;
}

function chainOf({ modules }: LogHeader, run: readonly number[], signals: ArrayLike<number>): SignalChain {
  const layers = run.filter((module) => modules[module]!.isLayer);
  const last = layers.at(-1);
  const factors: Record<CauseName, number[]> = { weights: [], activation: [], normalization: [] };
  for (const layer of layers.slice(0, -1)) {
    const found: Record<CauseName, number> = { weights: 1, activation: 1, normalization: 1 };
    // From this layer's output up to the output of the next layer, one module at a time.
    for (let i = run.indexOf(layer) + 1; i < run.length; i++) {
      const { isLayer, type } = modules[run[i]!]!;
      const cause = isLayer ? 'weights' : normalizations.test(type) ? 'normalization' : 'activation';
      found[cause] *= signals[run[i - 1]!]! / signals[run[i]!]!;
      if (isLayer) break;
    }
    for (const cause of causeNames) factors[cause].push(found[cause]);
  }
  const hidden = layers.slice(0, -1);
  return {
    layers: hidden,
    factors,
    last: last ?? -1,
    products: hidden.map((layer) => signals[layer]! / signals[last!]!),
  };
}
