import type { Tensor } from '../../data/tensors/tensor';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';

/**
 * The parameters of a network as the exported PyTorch script names them: its `load_state_dict` takes them as they are.
 *
 * @param arrays parameters layer by layer (weights `[inputs, units]`, biases, then scale and shift of a normalization), then the
 *   running mean and variance of every normalization: the beginning of a checkpoint
 * @returns undefined if they are those of another network
 */
export function stateDict(
  { network }: ExperimentSpec,
  arrays: readonly Float64Array[],
): Tensor[] | undefined {
  const hidden = hiddenLayers(network);
  const isNormalized = network.normalization !== 'none';
  // Of one hidden layer in the script: Linear, normalization, activation, dropout; or all of them in a Residual.
  const modules = 2 + Number(isNormalized) + Number(network.dropout > 0);
  const tensors: Tensor[] = [];
  let at = 0;
  const take = (name: string, shape: readonly number[], convert = (values: Float64Array) => values) => {
    const values = arrays[at++];
    if (values) tensors.push({ name, shape, values: convert(values) });
  };
  const places = hidden.map((_, l) =>
    network.residual
      ? ([`hidden.${l}.layer.0`, `hidden.${l}.layer.1`] as const)
      : ([`hidden.${l * modules}`, `hidden.${l * modules + 1}`] as const),
  );
  let inputs = (arrays[0]?.length ?? 0) / hidden[0]!.units;
  for (const [l, { units }] of [
    ...hidden,
    { units: arrays.at(outputBias(hidden.length, isNormalized))?.length ?? 0 },
  ].entries()) {
    const [linear, normalization] = places[l] ?? (['output', undefined] as const);
    const before = inputs;
    take(`${linear}.weight`, [units, before], (values) => transposed(values, before));
    take(`${linear}.bias`, [units]);
    if (isNormalized && normalization) {
      take(`${normalization}.weight`, [units]);
      take(`${normalization}.bias`, [units]);
    }
    inputs = units;
  }
  // Of layer normalization the statistics are none of PyTorch's state.
  if (network.normalization === 'batch')
    for (const [l, { units }] of hidden.entries()) {
      take(`${places[l]![1]}.running_mean`, [units]);
      take(`${places[l]![1]}.running_var`, [units]);
    }
  const fits = tensors.every(({ shape, values }) => values.length === shape.reduce((a, b) => a * b, 1));
  return fits && tensors.length >= 2 * (hidden.length + 1) ? tensors : undefined;
}

/** The index of the output layer's biases. */
const outputBias = (hidden: number, isNormalized: boolean): number => hidden * (isNormalized ? 4 : 2) + 1;

/** `[inputs, units]` as PyTorch's `[units, inputs]`. */
function transposed(values: Float64Array, inputs: number): Float64Array {
  const units = values.length / inputs;
  return Float64Array.from(values, (_, k) => values[(k % inputs) * units + Math.floor(k / inputs)]!);
}
