import type { Comment, Decimal, Quote, Separator } from './choices';

/** How a table is written. Each field may be guessed or given. */
export interface Dialect {
  readonly separator: Separator;
  readonly decimal: Decimal;
  readonly quote: Quote;
  readonly comment: Comment;
  /** Number of lines to skip at the top. */
  readonly skip: number;
}
