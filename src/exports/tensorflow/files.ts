import { writeSafetensors } from '../../data/tensors/safetensors';
import type { ExperimentSpec } from '../../schema/experiment';
import { tensorflowScript } from './tensorflow';

/** An experiment for TensorFlow.js as files by name. @throws {Problem} as `tensorflowScript` does */
export async function tensorflowFiles(
  spec: ExperimentSpec,
  name: string,
): Promise<Record<string, string | Uint8Array>> {
  const { code, beside } = await tensorflowScript(spec);
  if (!beside) return { [name]: code };
  const tensors = beside.map(({ name, shape, values }) => ({
    name,
    shape,
    values: Float64Array.from(values, Math.fround),
  }));
  return { [name]: code, 'numbers.safetensors': writeSafetensors(tensors) };
}
