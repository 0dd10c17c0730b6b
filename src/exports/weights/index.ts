import { Problem } from '../../base/problem';
import { buildDataset, loadData } from '../../data/build';
import { importLimits, megabytes } from '../../data/sets/limits';
import { readNpz, writeNpz } from '../../data/tensors/npz';
import { readSafetensors, writeSafetensors } from '../../data/tensors/safetensors';
import type { Tensor } from '../../data/tensors/tensor';
import { initialize } from '../../engine/initialize';
import type { ExperimentSpec } from '../../schema/experiment';
import { experimentWithWeights } from './fromTensors';
import type { Ends } from './matching';
import { stateDict } from './stateDict';

export { experimentWithWeights } from './fromTensors';
export * from './matching';

export type WeightFormat = 'safetensors' | 'npz' | 'onnx';

/** The weights of a run as a file (as ONNX: with the network): those of its newest state, or those with which it starts. */
export async function weightFile(
  spec: ExperimentSpec,
  arrays: readonly Float64Array[] | undefined,
  format: WeightFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'onnx') {
    const { onnxModel } = await import('./onnx');
    return (arrays && onnxModel(spec, arrays)) ?? onnxModel(spec, await initialArrays(spec))!;
  }
  const tensors = (arrays && stateDict(spec, arrays)) ?? stateDict(spec, await initialArrays(spec))!;
  return format === 'npz' ? writeNpz(tensors) : writeSafetensors(tensors);
}

/** The parameters before the first update, in the order of a checkpoint. */
async function initialArrays(spec: ExperimentSpec): Promise<Float64Array[]> {
  await loadData(spec);
  const values = initialize(spec, buildDataset(spec));
  const isNormalized = spec.network.normalization !== 'none';
  const hidden = values.slice(0, -1);
  const ones = (length: number) => new Float64Array(length).fill(1);
  const parameters = values.flatMap(({ weights, biases, fanOut }, l) => [
    weights,
    biases,
    ...(isNormalized && l < hidden.length ? [ones(fanOut), new Float64Array(fanOut)] : []),
  ]);
  const statistics = hidden.flatMap(({ fanOut }) => [new Float64Array(fanOut), ones(fanOut)]);
  return [...parameters, ...(isNormalized ? statistics : [])];
}

/** The tensors of a file of weights, and the ends that the experiment's data ask of a network. */
export interface OpenedWeights {
  readonly file: string;
  readonly tensors: readonly Tensor[];
  readonly ends: Ends;
}

/**
 * Reads a file of weights.
 *
 * @throws {Problem} (rejects) the file can't be read
 */
export async function readWeights(spec: ExperimentSpec, file: File): Promise<OpenedWeights> {
  if (file.size > importLimits.bytes) {
    const [found, allowed] = [file.size, importLimits.bytes].map(megabytes) as [string, string];
    throw new Problem('tooLarge', { field: file.name, found, allowed });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const tensors = /\.npz$/i.test(file.name)
    ? await readNpz(bytes, file.name, importLimits.bytes)
    : readSafetensors(bytes, file.name);
  await loadData(spec);
  const data = buildDataset(spec);
  return {
    file: file.name,
    tensors,
    ends: { features: data.features, outputs: data.outcomeNames.length },
  };
}

/**
 * An experiment that starts from the weights of a file, on the data of the given one.
 *
 * @throws {Problem} (rejects) the file can't be read, or its layers do not fit
 */
export async function openWeights(spec: ExperimentSpec, file: File): Promise<ExperimentSpec> {
  const { tensors, ends } = await readWeights(spec, file);
  return experimentWithWeights(spec, tensors, ends, file.name);
}
