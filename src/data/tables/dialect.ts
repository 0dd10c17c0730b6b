import type { Comment, Decimal, Quote, Separator } from './choices';

/** How a table is written: each may be guessed, and each may be said. */
export interface Dialect {
  readonly separator: Separator;
  readonly decimal: Decimal;
  readonly quote: Quote;
  readonly comment: Comment;
  /** Lines passed over at the top. */
  readonly skip: number;
}
