import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Problem } from '../src/base/problem';
import type { DataSpec } from '../src/data/sets';
import { type Distillation, parseDistillationText } from '../src/schema/distillation';
import type { ExperimentSpec } from '../src/schema/experiment';
import { parseExperimentText } from '../src/schema/parse';
import { parseSweepText, type Sweep } from '../src/schema/sweep';
import { parseTransferText, type TransferSpec } from '../src/schema/transfer';

/** Bytes that a file may have. */
const limit = 50 * 1024 * 1024;

function bytesOf(field: string, path: string): Buffer {
  let size: number;
  try {
    ({ size } = statSync(path));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new Problem('mismatch', { field, found, allowed: 'a file that can be read' });
  }
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
 * An experiment from its file. Own data that the file only names are read from beside it.
 * @throws Problem naming the field
 */
export const readExperiment = (path: string): ExperimentSpec =>
  withOwnData(parseExperimentText(bytesOf(path, path).toString('utf8')), path);

/** What a file says that it is; undefined where it says nothing of the kind. */
export function formatOf(path: string): string | undefined {
  const text = bytesOf(path, path).toString('utf8');
  return /"format"\s*:\s*"([^"]*)"/.exec(text)?.[1];
}

/**
 * A sweep from its file.
 * @throws Problem naming the field
 */
export function readSweep(path: string): Sweep {
  const sweep = parseSweepText(bytesOf(path, path).toString('utf8'));
  return { ...sweep, experiment: withOwnData(sweep.experiment, path) };
}

/**
 * A distillation from its file.
 * @throws Problem naming the field
 */
export function readDistillation(path: string): Distillation {
  const distillation = parseDistillationText(bytesOf(path, path).toString('utf8'));
  return {
    ...distillation,
    teacher: withOwnData(distillation.teacher, path),
    student: withOwnData(distillation.student, path),
  };
}

/**
 * A transfer from its file.
 * @throws Problem naming the field
 */
export function readTransfer(path: string): TransferSpec {
  const transfer = parseTransferText(bytesOf(path, path).toString('utf8'));
  const { source, target } = transfer;
  return {
    ...transfer,
    source: withOwnData(source, path),
    target: target.data ? { ...target, data: filledIn(target.data, path) } : target,
  };
}

const withOwnData = (spec: ExperimentSpec, path: string): ExperimentSpec => ({
  ...spec,
  data: filledIn(spec.data, path),
});

function filledIn(data: DataSpec, path: string): DataSpec {
  const beside = (name: string) => resolve(dirname(path), name);
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
