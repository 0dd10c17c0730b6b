import type { z } from 'zod';
import type { Entry, Params } from '../../../base/entry';
import type { Random } from '../../../random/random';
import type { Objective } from '../../objective';

/** The training samples of one domain. */
export interface DomainSamples {
  readonly count: number;
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** One-hot `[count, classes]`. A row is all zeros if its label may not be used. */
  readonly targets: Float64Array;
}

/** The input of a transfer method. */
export interface AdaptationInput {
  readonly classes: number;
  readonly features: number;
  /** The source's training samples, all with labels. */
  readonly source: DomainSamples;
  /** The target's training samples; few or none have labels. */
  readonly target: DomainSamples;
  /** `[target.count]`: 1 if the label of the target sample may be used, otherwise 0. */
  readonly labelled: Uint8Array;
  /** The source teacher's logits `[count, classes]` on each domain's training samples. */
  readonly logits: { readonly source: Float64Array; readonly target: Float64Array };
  /** Number of units of each hidden layer; the layer next to the input is first. */
  readonly layers: readonly number[];
  /** Number of updates of the source teacher. */
  readonly steps: number;
  /** The source of the method's own random numbers. */
  readonly random: Random;
}

/** A method's instructions for training a network for the target. */
export interface Adaptation {
  /** The starting weights: those of the trained source teacher, or those from which the teacher started. */
  readonly start: 'initial' | 'source';
  /** The samples for the batches. Each batch takes the same number from each stratum. */
  readonly samples: {
    readonly inputs: Float64Array;
    readonly targets: Float64Array;
    readonly strata: readonly number[];
  };
  /** The loss; by default the cross-entropy. */
  readonly objective?: Objective;
  /** A factor on the learning rate of each layer at a step. The output layer is last. */
  readonly rates?: (step: number) => readonly number[];
  /** Number of updates; by default that of the source teacher. */
  readonly steps?: number;
  /**
   * Before each `every`-th step, `see` receives the network's own logits on the target's training samples,
   * `[target.count, classes]`.
   */
  readonly review?: { readonly every: number; see(logits: Float64Array): void };
}

/** The widths of the hidden layers, and the source teacher's number of updates. */
export type PytorchNetwork = Pick<AdaptationInput, 'layers' | 'steps'>;

/** Samples of one kind, of which each batch takes the same number as of the others. */
export interface PytorchGroup {
  /** `labelled`: those of the target whose labels may be used. */
  readonly samples: 'source' | 'target' | 'labelled';
  /** Whether their labels are given. */
  readonly labels: boolean;
  /** The samples on which the source teacher's logits `t` are computed. */
  readonly teacher?: 'source' | 'target';
}

/**
 * An adaptation as Python. Its loss may use, for the samples of a batch: `s`, the network's logits; `y`, one-hot labels (zeros
 * without a label); `t`, the source teacher's logits; `h`, the outputs of a hidden layer; `first` and `second`, which rows belong to
 * which group; `step`; and the functions `cross_entropy(s, y)`, `softened(t, T)` and `soft_loss(q, s, T)`.
 */
export interface PytorchAdaptation {
  readonly start: Adaptation['start'];
  readonly groups: readonly PytorchGroup[];
  /** The lines of a function; the last returns the loss. */
  readonly lines: readonly string[];
  /** The hidden layer, counted from 0, whose outputs are `h`. */
  readonly layer?: number;
  /** Lines before training; they may draw from `random`. */
  readonly before?: readonly string[];
  /** A module of `before` that trains along with the network. */
  readonly trains?: string;
  /** Definitions of functions that the loss calls. */
  readonly functions?: string;
  /** Lines at the start of every update. They may change `labels`, the one-hot labels of all samples of the groups. */
  readonly review?: readonly string[];
  /** The factor on a layer's learning rate, by `step` and `depth` (0: the output layer). */
  readonly rate?: string;
  readonly steps?: number;
}

/** A transfer method. Each method is one file, and adding one changes only this folder. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of every shape of fields.
export interface TransferMethod<S extends z.ZodRawShape = any> extends Entry<S> {
  /** A control is the baseline of a comparison; a method is compared with it. */
  readonly role: 'control' | 'method';
  /** The target's requirements besides inputs: some labels, or samples that form pairs with the source's samples. */
  readonly needs?: 'labels' | 'pairs';
  /** Number of strata in a batch. A batch must hold at least two samples of each. */
  readonly strata: 1 | 2;
  adapt(input: AdaptationInput, params: Params<S>): Adaptation;
  /** The same instructions as PyTorch writes them. */
  pytorch(params: Params<S>, network: PytorchNetwork): PytorchAdaptation;
}

/** Declares a method. The types of its fields follow from `params`. */
export const defineTransferMethod = <S extends z.ZodRawShape>(method: TransferMethod<S>) => method;
