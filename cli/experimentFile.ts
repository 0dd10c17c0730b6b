import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Problem, say } from '../src/base/problem';
import { type DataSpec, dataSets } from '../src/data/sets';
import { tableReading } from '../src/data/tables/tableReading';
import { type Distillation, parseDistillationText } from '../src/schema/distillation';
import type { ExperimentSpec } from '../src/schema/experiment';
import { parseExperimentText } from '../src/schema/parse';
import { parseSweepText, type Sweep } from '../src/schema/sweep';
import { parseTransferText, type TransferSpec } from '../src/schema/transfer';
import { openAside } from './openAside';

/** The largest file size in bytes. */
const limit = 50 * 1024 * 1024;

/**
 * Reads the content of a file.
 * @throws Problem at `field` if it is no regular file, too large or cannot be read
 */
export function bytesOf(field: string, path: string): Buffer {
  const allowed = say('a file that can be read', '可读取的文件');
  let stat: Stats;
  try {
    stat = statSync(path);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new Problem('mismatch', { field, found, allowed });
  }
  // A device such as /dev/zero, or a pipe, has no size and perhaps no end.
  if (!stat.isFile()) {
    const found = stat.isDirectory()
      ? say(`${path} is a folder`, `${path} 是文件夹`)
      : say(`${path} is a device or a pipe`, `${path} 是设备或管道`);
    throw new Problem('mismatch', { field, found, allowed });
  }
  const { size } = stat;
  if (size > limit) {
    throw new Problem('tooLarge', {
      field,
      found: `${(size / 1024 / 1024).toFixed(1)} MB`,
      allowed: '50 MB',
    });
  }
  return readFileSync(path);
}

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
      ...(main ? { ...main.said, text: main.text } : {}),
      ...(main?.test === undefined || test ? {} : { test: { file: data.file, text: main.test } }),
      ...(test && test.text === undefined ? { test: { ...test, text: (await read(test.file)).text } } : {}),
    };
  }
  if (data.kind === 'csv' && data.text === undefined) {
    return { ...data, text: bytesOf('data.file', beside(data.file)).toString('utf8') };
  }
  if (data.kind === 'idx') {
    const filled = (part: 'images' | 'labels') => {
      const { name, base64 } = data[part];
      return { name, base64: base64 ?? bytesOf(`data.${part}.name`, beside(name)).toString('base64') };
    };
    return { ...data, images: filled('images'), labels: filled('labels') };
  }
  return data;
}
