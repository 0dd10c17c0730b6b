import type { Kernels, Matrix } from '../../kernels/kernels';
import type { Objective, OwnParameter, PreparedObjective } from '../../objective';
import type { Parameter } from '../../parameter';
import type { Adaptation, AdaptationInput, PytorchNetwork } from './method';
import { strataOf, withoutLabels } from './samples';
import { strataLoss, sumInto } from './strataLoss';

/** The input of an alignment term for a batch. The rows of the source come first, then those of the target. */
export interface AlignmentIO {
  /** The aligned layer's outputs `[batch, units]`. */
  readonly features: Matrix;
  /** Receives ∂term/∂features. */
  readonly gradient: Matrix;
  /** Number of rows of the source and of the target. */
  readonly rows: readonly [source: number, target: number];
  /** `[1, n]`; `result[slot]` receives the term's value. */
  readonly result: Matrix;
  readonly slot: number;
  readonly factors: Matrix | undefined;
  readonly parameters: readonly Parameter[];
}

/** A loss term that makes two domains similar on a hidden layer. */
export interface Alignment {
  readonly parameters?: readonly OwnParameter[];
  factors?(step: number): readonly number[];
  prepare(kernels: Kernels, io: AlignmentIO): PreparedObjective;
}

/**
 * The cross-entropy on the source (the first stratum) plus an alignment of both domains on a hidden layer.
 * @param layer the hidden layer, counted from 0
 */
export function alignmentObjective(layer: number, alignment: Alignment): Objective {
  return {
    injects: [layer],
    ...(alignment.parameters ? { parameters: alignment.parameters } : {}),
    ...(alignment.factors ? { factors: (step: number) => alignment.factors!(step) } : {}),
    prepare(kernels, io) {
      const parts = kernels.matrix(1, 2);
      const onSource = strataLoss(kernels, io, { hard: [1, 0] }, { result: parts, slot: 0 });
      const { output, injection } = io.flows[layer]!;
      const term = alignment.prepare(kernels, {
        features: output,
        gradient: injection!.gradient,
        rows: [io.strata[0]!, io.strata[1]!],
        result: parts,
        slot: 1,
        factors: io.factors,
        parameters: io.parameters,
      });
      return {
        scratch: [parts, ...onSource.scratch, ...term.scratch],
        run() {
          onSource.run();
          term.run();
          sumInto(kernels, io, parts);
        },
      };
    },
  };
}

/** Converts a field's layer number (from 1, or null for the last layer) to an index from 0. */
export const layerOf = ({ layers }: Pick<AdaptationInput, 'layers'>, layer: number | null): number =>
  Math.min(layer ?? layers.length, layers.length) - 1;

/** What alignments have in common as PyTorch writes them. */
export const alignedPytorch = (network: PytorchNetwork, layer: number | null) =>
  ({
    start: 'initial',
    groups: [
      { samples: 'source', labels: true },
      { samples: 'target', labels: false },
    ],
    layer: layerOf(network, layer),
  }) as const;

/** Learns the source's labels and aligns the unlabelled target with the source on a hidden layer. */
export const align = (input: AdaptationInput, layer: number | null, alignment: Alignment): Adaptation => ({
  start: 'initial',
  samples: strataOf(input.source, withoutLabels(input.target)),
  objective: alignmentObjective(layerOf(input, layer), alignment),
});
