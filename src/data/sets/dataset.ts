import type { z } from 'zod';
import type { Entry, Params } from '../../base/entry';
import type { Random } from '../../random/random';

/** Pixels of a picture. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
}

/** Samples before they are split: inputs row-major `[samples, features]`. */
export interface Samples {
  readonly inputs: Float64Array;
  readonly features: number;
  readonly featureNames: readonly string[];
  /** Where each sample lies in the plane `[samples, 2]` (or on the line `[samples, 1]`), for sets that can be drawn. */
  readonly points?: Float64Array;
  /** Inputs `[n, features]` for such places `[n, 2]` (or `[n, 1]`); there where `points` are. */
  readonly expand?: (points: ArrayLike<number>) => Float64Array;
  /** The shape of inputs that are pictures, row by row from the top. */
  readonly image?: ImageShape;
  /** 1 for each sample that is for testing, where the data themselves tell. */
  readonly testRows?: Uint8Array;
  /** Inputs that may be missing (NaN), and how they are filled in from the training samples. */
  readonly gaps?: readonly Gap[];
  /** 1 for each input that is measured, so that it may be scaled; all are, unless given. */
  readonly measured?: Uint8Array;
  readonly outcome:
    | { readonly task: 'classification'; readonly labels: Int32Array; readonly classNames: readonly string[] }
    | {
        readonly task: 'regression';
        readonly targets: Float64Array;
        readonly targetNames: readonly string[];
      };
}

/** Inputs that stand for one thing and are missing together: one number, or the columns of a one-hot category. */
export interface Gap {
  readonly start: number;
  readonly width: number;
}

/** A kind of data. One file each; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds data sets of every shape of fields.
export interface DataSet<S extends z.ZodRawShape = any> extends Entry<S> {
  readonly task: 'classification' | 'regression' | 'either';
  /** 2: points of a plane, drawn with the decision boundary; 1: a curve to fit; 0: neither. */
  readonly plane: 0 | 1 | 2;
  /** Whether `params.samples` of any number can be drawn: further ones come from another stream. */
  readonly unlimited?: true;
  /** Fetches what `samples` needs of these fields and is too large to come with the page. */
  load?(params?: Params<S>): Promise<void>;
  /** Whether `samples` can be asked for: always, unless given. */
  isLoaded?(): boolean;
  /**
   * Makes the samples, in file order; after `load`, where there is one.
   * @param params the spec's fields for this kind
   * @param random a stream of the experiment's seed
   * @throws Problem one sentence that names the row, column or field
   */
  samples(params: Params<S>, random: Random): Samples;
}

/** Declares a data set; the fields' types follow from `params`. */
export const defineDataSet = <S extends z.ZodRawShape>(dataSet: DataSet<S>) => dataSet;
