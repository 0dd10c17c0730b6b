import type { ColumnKind, ColumnRole, Encoding, MissingHandling } from './choices';
import type { Dialect } from './dialect';

/** Options for how a table is written. */
export type GivenDialect = { readonly [K in keyof Dialect]?: Dialect[K] | undefined };

/** Options for a table; everything that is not given is guessed. */
export interface TableOptions extends GivenDialect {
  readonly encoding?: Encoding | undefined;
  readonly header?: boolean | undefined;
  /** The name of the target column. */
  readonly target?: string | undefined;
  readonly task?: 'auto' | 'classification' | 'regression' | undefined;
  readonly columns?: readonly ColumnOptions[] | undefined;
  readonly missing?: MissingHandling | undefined;
  /** The largest number of rows; if there are more, that many are drawn at random. */
  readonly sampleRows?: number | undefined;
}

export interface ColumnOptions {
  readonly name: string;
  readonly role?: ColumnRole | undefined;
  readonly kind?: ColumnKind | undefined;
}
