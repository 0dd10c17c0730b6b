import type { z } from 'zod';
import type { Entry, Params } from '../../../base/entry';
import type { Random } from '../../../random/random';
import type { Objective } from '../../objective';

/** Samples of one domain to learn from. */
export interface DomainSamples {
  readonly count: number;
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** One-hot `[count, classes]`; all zeros where the label may not be used. */
  readonly targets: Float64Array;
}

/** What a method has to learn from. */
export interface AdaptationInput {
  readonly classes: number;
  readonly features: number;
  /** The source's training samples, all with labels. */
  readonly source: DomainSamples;
  /** The target's training samples; few or none have labels. */
  readonly target: DomainSamples;
  /** 1 where the target's label may be used, `[target.count]`. */
  readonly labelled: Uint8Array;
  /** The source teacher's logits `[count, classes]` on each domain's training samples. */
  readonly logits: { readonly source: Float64Array; readonly target: Float64Array };
  /** Units of each hidden layer, from the input on. */
  readonly layers: readonly number[];
  /** Updates that the source teacher did. */
  readonly steps: number;
  /** For what the method itself draws. */
  readonly random: Random;
}

/** How a network learns for the target. */
export interface Adaptation {
  /** From what the source teacher learned, or from the weights that it, too, began with. */
  readonly start: 'initial' | 'source';
  /** What batches are drawn from: as many of each stratum. */
  readonly samples: {
    readonly inputs: Float64Array;
    readonly targets: Float64Array;
    readonly strata: readonly number[];
  };
  /** By default the cross-entropy. */
  readonly objective?: Objective;
  /** What each layer's learning rate is multiplied by at a step, output layer last. */
  readonly rates?: (step: number) => readonly number[];
  /** Updates; by default as many as the source teacher did. */
  readonly steps?: number;
  /** Asks for the network's own logits on the target's training samples `[target.count, classes]` before every n-th step. */
  readonly review?: { readonly every: number; see(logits: Float64Array): void };
}

/** A way to learn for the target. One file each; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of every shape of fields.
export interface TransferMethod<S extends z.ZodRawShape = any> extends Entry<S> {
  /** What it is compared with, or what is compared. */
  readonly role: 'control' | 'method';
  /** What the target must bring besides its inputs: some labels; samples that are pairs with the source's. */
  readonly needs?: 'labels' | 'pairs';
  /** Strata that its batches are drawn from, for a batch must hold two samples of each. */
  readonly strata: 1 | 2;
  adapt(input: AdaptationInput, params: Params<S>): Adaptation;
}

/** Declares a method; the fields' types follow from `params`. */
export const defineTransferMethod = <S extends z.ZodRawShape>(method: TransferMethod<S>) => method;
