import { type DataKind, type DataSet, dataSets } from '../../../src/data/sets';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { experiment } from '../schema/experiments';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
/** An IDX file of unsigned bytes. */
export const idx = (shape: readonly number[], bytes: ArrayLike<number>) =>
  Uint8Array.from([
    0,
    0,
    8,
    shape.length,
    ...shape.flatMap((n) => [n >> 24, n >> 16, n >> 8, n]),
    ...Array.from(bytes),
  ]);
/** Encodes bytes as a spec stores a file. */
export const file = (bytes: Uint8Array) => ({ name: 'file', base64: base64(bytes) });

/** The required fields of the kinds with the user's own data. The other kinds need none. */
export const own: Partial<Record<DataKind, Readonly<Record<string, unknown>>>> = {
  table: { text: 'a,b,kind\n1,2,x\n2,3,y\n3,4,x\n4,5,y\n' },
  csv: { text: 'a,b,kind\n1,2,x\n2,3,y\n3,4,x\n4,5,y\n' },
  idx: {
    images: file(
      idx(
        [4, 2, 2],
        Array.from({ length: 16 }, (_, i) => 17 * i),
      ),
    ),
    labels: file(idx([4], [0, 1, 2, 1])),
  },
  inline: {
    inputs: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    labels: [0, 1, 1],
  },
};

/** An experiment on a kind of data, with the matching loss. */
export const specOf = (
  kind: DataKind,
  fields: Readonly<Record<string, unknown>> = {},
  seed = 1,
): ExperimentSpec =>
  experiment({
    seed,
    data: { kind, ...own[kind], ...fields },
    training: {
      loss: (dataSets[kind] as DataSet).task === 'regression' ? 'meanSquaredError' : 'crossEntropy',
    },
  });
