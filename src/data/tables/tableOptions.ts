import type { ColumnKind, ColumnRole, Encoding, MissingHandling } from './choices';
import type { Dialect } from './dialect';

/** What may be said about how a table is written. */
export type SaidDialect = { readonly [K in keyof Dialect]?: Dialect[K] | undefined };

/** What may be said about a table; all that is not said is guessed. */
export interface TableOptions extends SaidDialect {
  readonly encoding?: Encoding | undefined;
  readonly header?: boolean | undefined;
  /** The name of the column to learn. */
  readonly target?: string | undefined;
  readonly task?: 'auto' | 'classification' | 'regression' | undefined;
  readonly columns?: readonly ColumnOptions[] | undefined;
  readonly missing?: MissingHandling | undefined;
  /** Rows to take at most: as many are drawn. */
  readonly sampleRows?: number | undefined;
}

export interface ColumnOptions {
  readonly name: string;
  readonly role?: ColumnRole | undefined;
  readonly kind?: ColumnKind | undefined;
}
