/** One line of an explanation: what is computed, with the numbers put in, and what came of it. */
export interface ExplainedLine {
  /** A name in `src/locales`. */
  readonly name:
    | 'preActivation'
    | 'mean'
    | 'variance'
    | 'standardized'
    | 'normalized'
    | 'activation'
    | 'output'
    | 'probability'
    | 'sampleLoss'
    | 'returned'
    | 'slope'
    | 'arriving'
    | 'total'
    | 'totalX'
    | 'signal'
    | 'gradient'
    | 'effectiveGradient'
    | 'change'
    | 'nextValue';
  readonly symbol: string;
  readonly text: string;
  readonly value: number;
}
