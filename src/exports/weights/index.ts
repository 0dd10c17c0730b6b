import { Problem } from '../../base/problem';
import { buildDataset, loadData } from '../../data/build';
import { importLimits, megabytes } from '../../data/sets/limits';
import { readNpz, writeNpz } from '../../data/tensors/npz';
import { readSafetensors, writeSafetensors } from '../../data/tensors/safetensors';
import { initialize } from '../../engine/initialize';
import type { ExperimentSpec } from '../../schema/experiment';
import { experimentWithWeights } from './fromTensors';
import { stateDict } from './stateDict';

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

/**
 * An experiment that starts from the weights of a file, on the data of the given one.
 *
 * @throws {Problem} the file can't be read, or its layers do not fit
 */
export async function openWeights(spec: ExperimentSpec, file: File): Promise<ExperimentSpec> {
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
  const ends = { features: data.features, outputs: data.outcomeNames.length };
  return experimentWithWeights(spec, tensors, ends, file.name);
}
