import type { Distillation } from '../schema/distillation';
import type { ExperimentSpec } from '../schema/experiment';
import type { TransferSpec } from '../schema/transfer';
import type { Section } from './pytorch';

/** What experiments and studies leave the lab as. Each format loads when it is asked for. */

/** What an experiment is written as. */
export const exportFormats = [
  'pytorch',
  'notebook',
  'keras',
  'tensorflow',
  'safetensors',
  'npz',
  'onnx',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a distillation or a transfer is written as. */
export const studyFormats = ['pytorch', 'notebook'] as const satisfies readonly ExportFormat[];
export type StudyFormat = (typeof studyFormats)[number];

/** Files by name. Beside a script of too many numbers stands the file that it reads them from. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** What a file of a format is called. */
export const fileNameOf = (stem: string, format: ExportFormat): string => `${stem}.${endings[format]}`;

const endings = {
  pytorch: 'py',
  notebook: 'ipynb',
  keras: 'keras.py',
  tensorflow: 'mjs',
  onnx: 'onnx',
  safetensors: 'safetensors',
  npz: 'npz',
} as const satisfies Record<ExportFormat, string>;

/**
 * An experiment in a format.
 *
 * @param stem what its file is called, without the ending
 * @param arrays the parameters of a run's newest state, for the weights; those with which it starts unless given
 * @throws {Problem} (rejects) its data can't be loaded, or the format can't hold it
 */
export async function experimentFiles(
  spec: ExperimentSpec,
  format: ExportFormat,
  stem: string,
  arrays?: readonly Float64Array[],
): Promise<Files> {
  const name = fileNameOf(stem, format);
  if (format === 'pytorch' || format === 'notebook') {
    const { experimentSections, filesOf } = await import('./pytorch');
    return filesOf(await experimentSections(spec), name);
  }
  if (format === 'keras') {
    const [{ kerasSections }, { filesOf }] = await Promise.all([import('./keras'), import('./pytorch')]);
    return filesOf(await kerasSections(spec), name);
  }
  if (format === 'tensorflow') {
    const { tensorflowFiles } = await import('./tensorflow');
    return tensorflowFiles(spec, name);
  }
  const { weightFile } = await import('./weights');
  return { [name]: await weightFile(spec, arrays, format) };
}

/** A distillation as PyTorch. @throws {Problem} as for an experiment */
export async function distillationFiles(
  distillation: Distillation,
  format: StudyFormat,
  stem: string,
): Promise<Files> {
  const { distillationSections } = await import('./pytorch');
  return studyFiles(await distillationSections(distillation), format, stem);
}

/** A transfer as PyTorch. @throws {Problem} as for an experiment */
export async function transferFiles(
  transfer: TransferSpec,
  format: StudyFormat,
  stem: string,
): Promise<Files> {
  const { transferSections } = await import('./pytorch');
  return studyFiles(await transferSections(transfer), format, stem);
}

const studyFiles = async (sections: readonly Section[], format: StudyFormat, stem: string): Promise<Files> =>
  (await import('./pytorch')).filesOf(sections, fileNameOf(stem, format));

/** Files as one zip archive. Numbers are stored as they are. */
export async function zipOf(files: Files): Promise<Uint8Array<ArrayBuffer>> {
  const { strToU8, zipSync } = await import('fflate');
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : [content, { level: 0 }],
      ]),
    ),
  ) as Uint8Array<ArrayBuffer>;
}
