import type { LogHeader, LogModule } from '../../data/logs/header';
import { notMeasured } from '../../data/logs/quantities';
import type { LogMoment } from '../../data/logs/run';
import { type Activation, activations } from '../../engine/activations';
import { activationSquare, slopeSquare } from '../../engine/theory/meanField';
import { narrowest } from '../../engine/theory/profile';
import { sequentialRuns } from './causes';

/** Why mean-field theory says nothing of a log. */
export type SilentReason = 'trained' | 'noChain' | 'narrow' | 'oldLog' | 'notFinite';

/** The signal that mean-field theory expects at initialization along a chain of Linear layers and activations. */
export interface ChainTheory {
  /** The chain's hidden layers by module index, from its input on. */
  readonly layers: readonly number[];
  /** √E‖δ‖² as a share of the last hidden layer's, by module index: of these layers and the activations between them. */
  readonly shares: ReadonlyMap<number, number>;
  /** The variance of the first layer's pre-activations, as measured. */
  readonly firstLength: number;
}

/** By PyTorch's class: the lab's activation, as its registry tells it. */
const known = new Map<string, Activation>(
  Object.values(activations as Readonly<Record<string, Activation>>).flatMap((activation) => {
    const name = /^nn\.(\w+)\(/.exec(activation.pytorch)?.[1];
    return name && name !== 'Identity' ? [[name, activation] as const] : [];
  }),
);

/** The settings with which these classes are the lab's functions; PyTorch's own defaults. */
const settings: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  LeakyReLU: { negative_slope: 0.01 },
  ELU: { alpha: 1 },
  GELU: { approximate: 'none' },
  Hardtanh: { min_val: -1, max_val: 1 },
  Softplus: { beta: 1 },
};

interface Link {
  readonly module: number;
  /** Its activation, and the activation's module. */
  readonly activation: Activation;
  readonly behind: number;
}

/**
 * Expects ‖δ‖ by mean-field theory (Poole et al. 2016, Schoenholz et al. 2017) along the longest chain Linear, activation, Linear, …
 * of one Sequential: q⁺ = n σw² E φ(√q z)² + σb², E‖δ‖² = n⁺ σw⁺² E φ′(√q z)² E‖δ⁺‖². σw² is ‖W‖² / size, and the first q the
 * mean square of the first layer's outputs, both as measured at step 0; σb² stands in the header.
 *
 * @param moment the first recorded step
 * @param step its number
 */
export function chainTheory(header: LogHeader, moment: LogMoment, step: number): ChainTheory | SilentReason {
  const { signalNorm, weightNorm, activationMean, activationStd } = moment.values;
  if (!signalNorm || !weightNorm || !activationMean || !activationStd) return 'noChain';
  const chain = longest(sequentialRuns(header, signalNorm).flatMap((run) => linksOf(header, run)));
  if (chain.length < 2) return 'noChain';
  if (step !== 0) return 'trained';
  const { modules } = header;
  const layers = chain.map(({ module }) => module);
  if (layers.some((module) => weightNorm[module] === notMeasured)) return 'noChain';
  if (layers.some((module) => unitsOf(modules[module]!) < narrowest)) return 'narrow';
  if (layers.slice(1).some((module) => modules[module]!.biasSquare === undefined)) return 'oldLog';
  const variance = (module: number) => {
    const [units, inputs] = modules[module]!.weightShapes[0]!;
    return weightNorm[module]! ** 2 / (units! * inputs!);
  };
  const firstLength = activationMean[layers[0]!]! ** 2 + activationStd[layers[0]!]! ** 2;
  const lengths = [firstLength];
  chain.slice(1).forEach(({ module }, l) => {
    const { module: before, activation } = chain[l]!;
    const square = activationSquare(activation, lengths[l]!);
    lengths.push(unitsOf(modules[before]!) * variance(module) * square + modules[module]!.biasSquare!);
  });
  const shares = new Map([[layers.at(-1)!, 1]]);
  let share = 1;
  for (let l = chain.length - 2; l >= 0; l--) {
    const { module, activation, behind } = chain[l]!;
    share *= Math.sqrt(unitsOf(modules[module]!) * variance(chain[l + 1]!.module));
    shares.set(behind, share);
    share *= Math.sqrt(slopeSquare(activation, lengths[l]!));
    shares.set(module, share);
  }
  if (![...shares.values()].every((value) => Number.isFinite(value) && value > 0)) return 'notFinite';
  return { layers, shares, firstLength };
}

const unitsOf = ({ weightShapes }: LogModule): number => weightShapes[0]![0]!;

const longest = (chains: readonly (readonly Link[])[]): readonly Link[] =>
  chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);

/** The chains of Linear layers, each with its activation, among modules that follow each other. */
function linksOf({ modules }: LogHeader, run: readonly number[]): Link[][] {
  const chains: Link[][] = [];
  let chain: Link[] = [];
  for (let i = 0; i < run.length; i++) {
    const layer = modules[run[i]!]!;
    const behind = modules[run[i + 1] ?? -1];
    const activation = behind && activationOf(behind);
    if (layer.type === 'Linear' && layer.weightShapes.length === 1 && activation) {
      chain.push({ module: run[i]!, activation, behind: run[i + 1]! });
      i++;
    } else chain = [];
    if (chain.length === 1) chains.push(chain);
  }
  return chains;
}

/** The lab's function of an activation module; undefined if it has none, or another setting. */
function activationOf({ type, activation, options }: LogModule): Activation | undefined {
  const expected = settings[type];
  if (!activation) return undefined;
  if (expected && !(options && Object.entries(expected).every(([key, value]) => options[key] === value)))
    return undefined;
  return known.get(type);
}

/** A measured ‖δ‖; NaN if there is none. */
export const signalOf = ({ values }: LogMoment, module: number): number => {
  const value = values.signalNorm?.[module] ?? notMeasured;
  return value === notMeasured ? Number.NaN : value;
};
