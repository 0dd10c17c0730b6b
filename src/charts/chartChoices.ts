import { createContext, useContext, useState } from 'react';

/** What a reader chooses in a chart: its scale, and the series that are hidden. */
export type ChartChoice = 'scale' | 'hidden';

/** Where a page keeps its charts' choices. */
export interface ChartChoices {
  /** What is chosen for a chart; undefined for the usual. */
  of(choice: ChartChoice, chart: string): readonly string[] | undefined;
  choose(choice: ChartChoice, chart: string, values: readonly string[]): void;
}

/** Without a page that keeps them, as in a figure of the book, each chart keeps its own. */
export const ChartChoicesContext = createContext<ChartChoices | undefined>(undefined);

const nothing: readonly string[] = [];

/** What is chosen for a chart, and a function to change it. */
export function useChartChoice(
  choice: ChartChoice,
  chart: string,
): readonly [readonly string[], (values: readonly string[]) => void] {
  const page = useContext(ChartChoicesContext);
  const own = useState(nothing);
  return page
    ? [page.of(choice, chart) ?? nothing, (values: readonly string[]) => page.choose(choice, chart, values)]
    : own;
}
