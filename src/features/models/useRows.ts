import { useMemo } from 'react';
import type { LogSummary } from '../../data/logs/run';
import {
  allGroups,
  expandedToFit,
  type ModuleNode,
  type ModuleRow,
  moduleTree,
  pathTo,
  rowsWithNumbers,
  searched,
  visibleRows,
} from './tree';
import { useModelsView } from './view';

/** At first so many rows are shown, for an overview without scrolling. */
const rowsAtFirst = 30;
/** The most bars of a profile. */
const mostBars = 120;

export interface Rows {
  readonly nodes: readonly ModuleNode[];
  readonly rows: readonly ModuleRow[];
  /** The rows that charts by module show: they stand for every module once. */
  readonly bars: readonly ModuleRow[];
  readonly expanded: ReadonlySet<string>;
}

/** The rows of a run's modules by the room's settings. */
export function useRows({ header }: LogSummary): Rows {
  const { grouping, search, expanded, selected } = useModelsView();
  return useMemo(() => {
    const nodes = searched(moduleTree(header, grouping), header, search);
    const usual = () =>
      search.trim() === '' ? expandedToFit(nodes, rowsAtFirst) : new Set(allGroups(nodes));
    // An address may name a row deep in the tree.
    const open = expanded ?? new Set([...usual(), ...pathTo(nodes, selected)]);
    const rows = visibleRows(nodes, open);
    const bars = rowsWithNumbers(rows);
    return {
      nodes,
      rows,
      bars:
        bars.length <= mostBars ? bars : rowsWithNumbers(visibleRows(nodes, expandedToFit(nodes, mostBars))),
      expanded: open,
    };
  }, [header, grouping, search, expanded, selected]);
}

/** The whole name of a row: a module's path, or a group's name and how many modules it has. */
export const titleOfRow = ({ node: { title, modules, children } }: ModuleRow): string =>
  children.length > 0 ? `${title} (${modules.length})` : title;
