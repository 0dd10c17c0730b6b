import type { Tensor } from '../../data/tensors/tensor';
import {
  type Ends,
  type Fitting,
  fittingBiases,
  fittingWeights,
  type LayerChoice,
} from '../../exports/weights';

/** One layer of the dialog: what is chosen, and what can be. */
export interface Row {
  readonly weights: readonly Fitting[];
  readonly weight: Fitting | undefined;
  readonly biases: readonly Tensor[];
  readonly bias: string | undefined;
}

/** Why the chosen tensors are no network yet; `layer` counts from 0. */
export interface Fault {
  readonly kind: 'choose' | 'noneFirst' | 'none' | 'outputs';
  readonly layer: number;
  /** What the layer takes, or has too many or too few of. */
  readonly inputs?: number;
  readonly units?: number;
  readonly outputs?: number;
}

/** Holds choices against each other and the data: each layer takes as many inputs as the one before it has units. */
export function matched(
  tensors: readonly Tensor[],
  choices: readonly LayerChoice[],
  { features, outputs }: Ends,
): { readonly rows: readonly Row[]; readonly fault: Fault | undefined; readonly unused: readonly string[] } {
  const rows: Row[] = [];
  let fault: Fault | undefined;
  let inputs: number | undefined = features;
  for (const [layer, choice] of choices.entries()) {
    // Behind a layer without weights nothing is known; and no tensor serves two layers.
    const taken = new Set(rows.map((row) => row.weight?.name));
    const weights: readonly Fitting[] =
      inputs === undefined ? [] : fittingWeights(tensors, inputs).filter(({ name }) => !taken.has(name));
    const { weight: chosen } = choice;
    const weight: Fitting | undefined = weights.find(
      ({ name, isTransposed }) => name === chosen?.name && isTransposed === chosen.isTransposed,
    );
    const biases = weight
      ? fittingBiases(tensors, weight.units).filter(({ name }) => name !== weight.name)
      : [];
    rows.push({ weights, weight, biases, bias: biases.find(({ name }) => name === choice.bias)?.name });
    if (!weight && inputs !== undefined)
      fault ??=
        weights.length > 0
          ? { kind: 'choose', layer }
          : { kind: layer === 0 ? 'noneFirst' : 'none', layer, inputs };
    inputs = weight?.units;
  }
  if (inputs !== undefined && inputs !== outputs)
    fault ??= { kind: 'outputs', layer: choices.length - 1, units: inputs, outputs };
  const used = new Set(rows.flatMap(({ weight, bias }) => [weight?.name, bias]));
  return { rows, fault, unused: tensors.map(({ name }) => name).filter((name) => !used.has(name)) };
}
