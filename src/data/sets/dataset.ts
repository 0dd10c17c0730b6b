import type { z } from 'zod';
import type { Entry, Params } from '../../base/entry';
import type { Random } from '../../random/random';

/** The pixel size of a picture. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
}

/** Samples before the split: inputs row-major `[samples, features]`. */
export interface Samples {
  readonly inputs: Float64Array;
  readonly features: number;
  readonly featureNames: readonly string[];
  /** Coordinates of each sample in the plane `[samples, 2]` (or on the line `[samples, 1]`), for data sets that can be drawn. */
  readonly points?: Float64Array;
  /** Maps such coordinates `[n, 2]` (or `[n, 1]`) to inputs `[n, features]`; present if `points` is. */
  readonly expand?: (points: ArrayLike<number>) => Float64Array;
  /** The shape of inputs that are pictures; rows from the top. */
  readonly image?: ImageShape;
  /** 1 for each test sample, if the data define the split themselves. */
  readonly testRows?: Uint8Array;
  /** Inputs that may be missing (NaN), and how to fill them in from the training samples. */
  readonly gaps?: readonly Gap[];
  /** 1 for each measured input, which may be scaled; by default all inputs are. */
  readonly measured?: Uint8Array;
  readonly outcome:
    | { readonly task: 'classification'; readonly labels: Int32Array; readonly classNames: readonly string[] }
    | {
        readonly task: 'regression';
        readonly targets: Float64Array;
        readonly targetNames: readonly string[];
      };
}

/** Inputs that belong together and are missing together: one number, or the columns of a one-hot category. */
export interface Gap {
  readonly start: number;
  readonly width: number;
}

/** A kind of data. One file each; a new kind changes this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds data sets of every shape of fields.
export interface DataSet<S extends z.ZodRawShape = any> extends Entry<S> {
  readonly task: 'classification' | 'regression' | 'either';
  /** 2: points of a plane, drawn with the decision boundary; 1: a curve to fit; 0: neither. */
  readonly plane: 0 | 1 | 2;
  /** Whether any number of `params.samples` can be drawn; further samples come from another random stream. */
  readonly unlimited?: true;
  /** Loads what `samples` needs for these fields and what is too large for the first page load. */
  load?(params?: Params<S>): Promise<void>;
  /** Whether `samples` can be called already; by default yes. */
  isLoaded?(): boolean;
  /**
   * Makes the samples in file order; call `load` first, if there is one.
   * @param params the spec's fields for this kind
   * @param random a random stream of the experiment's seed
   * @throws Problem one sentence that names the row, column or field
   */
  samples(params: Params<S>, random: Random): Samples;
}

/** Declares a data set; the fields' types follow from `params`. */
export const defineDataSet = <S extends z.ZodRawShape>(dataSet: DataSet<S>) => dataSet;
