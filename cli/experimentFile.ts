import { dirname, resolve } from 'node:path';
import { type DataSpec, dataSets } from '../src/data/sets';
import { tableReading } from '../src/data/tables/tableReading';
import { type Distillation, parseDistillationText } from '../src/schema/distillation';
import type { ExperimentSpec } from '../src/schema/experiment';
import { parseExperimentText } from '../src/schema/parse';
import { parseSweepText, type Sweep } from '../src/schema/sweep';
import { parseTransferText, type TransferSpec } from '../src/schema/transfer';
import { bytesOf } from './bytesOf';
import { openAside } from './openAside';
import { pictureSetOf, readPictureSet } from './pictures';

/**
 * Reads an experiment from its file. Data files that it only names are read from the same folder.
 * @throws Problem naming the field
 */
export async function readExperiment(path: string): Promise<ExperimentSpec> {
  const text = bytesOf(path, path).toString('utf8');
  const spec = await withOwnData(parseExperimentText(text), path);
  return followsTable(spec, text);
}

/** If the table is a regression and the file names no loss, the regression loss is used. */
async function followsTable(spec: ExperimentSpec, text: string): Promise<ExperimentSpec> {
  const { data, training } = spec;
  const written = JSON.parse(text.replace(/^\uFEFF/, '')) as {
    readonly training?: { readonly loss?: unknown };
  };
  if (data.kind !== 'table' || written.training?.loss !== undefined) return spec;
  await dataSets.table.load?.(data);
  if (tableReading(data).task === 'classification') return spec;
  return { ...spec, training: { ...training, loss: 'meanSquaredError' } };
}

/** The format that a file declares; undefined if it declares none. */
export function formatOf(path: string): string | undefined {
  const text = bytesOf(path, path).toString('utf8');
  return /"format"\s*:\s*"([^"]*)"/.exec(text)?.[1];
}

/**
 * Reads a sweep from its file.
 * @throws Problem naming the field
 */
export async function readSweep(path: string): Promise<Sweep> {
  const sweep = parseSweepText(bytesOf(path, path).toString('utf8'));
  return { ...sweep, experiment: await withOwnData(sweep.experiment, path) };
}

/**
 * Reads a distillation from its file.
 * @throws Problem naming the field
 */
export async function readDistillation(path: string): Promise<Distillation> {
  const distillation = parseDistillationText(bytesOf(path, path).toString('utf8'));
  return {
    ...distillation,
    teacher: await withOwnData(distillation.teacher, path),
    student: await withOwnData(distillation.student, path),
  };
}

/**
 * Reads a transfer from its file.
 * @throws Problem naming the field
 */
export async function readTransfer(path: string): Promise<TransferSpec> {
  const transfer = parseTransferText(bytesOf(path, path).toString('utf8'));
  const { source, target } = transfer;
  return {
    ...transfer,
    source: await withOwnData(source, path),
    target: target.data ? { ...target, data: await filledIn(target.data, path) } : target,
  };
}

const withOwnData = async (spec: ExperimentSpec, path: string): Promise<ExperimentSpec> => ({
  ...spec,
  data: await filledIn(spec.data, path),
});

async function filledIn(data: DataSpec, path: string): Promise<DataSpec> {
  const beside = (name: string) => resolve(dirname(path), name);
  if (data.kind === 'table') {
    const read = (file: string) => openAside(bytesOf('data.file', beside(file)), file, data.encoding);
    const { test } = data;
    const main = data.text === undefined ? await read(data.file) : undefined;
    return {
      ...data,
      ...(main ? { ...main.given, text: main.text } : {}),
      ...(main?.test === undefined || test ? {} : { test: { file: data.file, text: main.test } }),
      ...(test && test.text === undefined ? { test: { ...test, text: (await read(test.file)).text } } : {}),
    };
  }
  if (data.kind === 'csv' && data.text === undefined) {
    return { ...data, text: bytesOf('data.file', beside(data.file)).toString('utf8') };
  }
  if (data.kind === 'idx') {
    const { images, labels } = data;
    const ofFolder = images.name === labels.name && images.base64 === undefined;
    const set = ofFolder ? pictureSetOf(beside(images.name)) : undefined;
    if (set) {
      const read = await readPictureSet(set, data);
      const packed = (bytes: Uint8Array) => ({
        name: images.name,
        base64: Buffer.from(bytes).toString('base64'),
      });
      const { classNames, testCount } = read;
      return {
        ...data,
        images: packed(read.images),
        labels: packed(read.labels),
        classNames: [...classNames],
        ...(testCount > 0 ? { testCount } : {}),
      };
    }
    const filled = (part: 'images' | 'labels') => {
      const { name, base64 } = data[part];
      return { name, base64: base64 ?? bytesOf(`data.${part}.name`, beside(name)).toString('base64') };
    };
    return { ...data, images: filled('images'), labels: filled('labels') };
  }
  return data;
}
