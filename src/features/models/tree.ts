import type { LogHeader } from '../../data/logs/header';
import { shortened, shownModule } from '../../data/logs/names';

/** A module, or a group of modules. */
export interface ModuleNode {
  /** Unique in its tree. */
  readonly key: string;
  /** Its name below its parent. */
  readonly label: string;
  /** Its whole name, shortened only if it is very long. */
  readonly title: string;
  /** The class of a module. */
  readonly type: string;
  /** The recorded modules that it stands for, by index: one, or all of a group. */
  readonly modules: readonly number[];
  readonly children: readonly ModuleNode[];
}

/** The order of the rows: the model's own tree, modules with like names (`layers.*.fc`), or modules of one class. */
export const groupings = ['tree', 'name', 'type'] as const;
export type Grouping = (typeof groupings)[number];

const longestLabel = 44;

/** The modules of a log as a tree, grouped in one of three ways. */
export function moduleTree(header: LogHeader, grouping: Grouping): readonly ModuleNode[] {
  if (grouping === 'tree') return treeOfNames(header);
  const groups = new Map<string, number[]>();
  header.modules.forEach(({ name, type }, module) => {
    const group = grouping === 'type' ? type : name.replace(/(^|\.)\d+(?=\.|$)/g, '$1*') || type;
    const members = groups.get(group);
    if (members) members.push(module);
    else groups.set(group, [module]);
  });
  return [...groups].map(([group, modules]) => {
    const leaves = modules.map((module) => leaf(header, module, shownModule(header.modules[module]!)));
    const key = `${grouping}:${group}`;
    return leaves.length === 1
      ? leaves[0]!
      : {
          key,
          label: shortened(group, longestLabel),
          title: shortened(group),
          type: '',
          modules,
          children: inRanges(key, shortened(group), leaves),
        };
  });
}

const leaf = ({ modules }: LogHeader, module: number, label: string): ModuleNode => ({
  key: `module:${module}`,
  label: shortened(label, longestLabel),
  title: shownModule(modules[module]!),
  // A module that is called by its class is not told its class twice.
  type: label === modules[module]!.type ? '' : modules[module]!.type,
  modules: [module],
  children: [],
});

/** Of more children than this, ranges are made, so that 300 blocks are an overview of sixteen rows. */
const mostChildren = 26;
const ranges = 16;

/** Children in ranges of neighbours if there are many of them. */
function inRanges(key: string, title: string, children: readonly ModuleNode[]): readonly ModuleNode[] {
  if (children.length <= mostChildren) return children;
  const size = Math.ceil(children.length / ranges);
  const count = Math.ceil(children.length / size);
  return Array.from({ length: count }, (_, i): ModuleNode => {
    const members = children.slice(i * size, (i + 1) * size);
    if (members.length === 1) return members[0]!;
    const label = `${members[0]!.label} – ${members.at(-1)!.label}`;
    const own = `${key} ${label} ${i}`;
    return {
      key: own,
      label: shortened(label, longestLabel),
      title: shortened(`${title}${title ? '.' : ''}${label}`),
      type: '',
      modules: members.flatMap(({ modules }) => modules),
      children: inRanges(own, title, members),
    };
  });
}

interface Level {
  module: number | undefined;
  readonly levels: Map<string, Level>;
}

function treeOfNames(header: LogHeader): readonly ModuleNode[] {
  const root: Level = { module: undefined, levels: new Map() };
  header.modules.forEach(({ name }, module) => {
    let level = root;
    for (const part of name === '' ? [] : name.split('.')) {
      const next = level.levels.get(part) ?? { module: undefined, levels: new Map() };
      level.levels.set(part, next);
      level = next;
    }
    level.module = module;
  });
  const own =
    root.module === undefined ? [] : [leaf(header, root.module, shownModule(header.modules[root.module]!))];
  return inRanges('path:', '', [
    ...own,
    ...[...root.levels].map(([part, level]) => nodeOf(header, part, part, level)),
  ]);
}

function nodeOf(header: LogHeader, path: string, label: string, level: Level): ModuleNode {
  const entries = [...level.levels];
  if (entries.length === 0) return leaf(header, level.module!, label);
  // A level of one entry alone is written in one row with it.
  if (entries.length === 1 && level.module === undefined) {
    const [part, only] = entries[0]!;
    return nodeOf(header, `${path}.${part}`, `${label}.${part}`, only);
  }
  const own =
    level.module === undefined ? [] : [leaf(header, level.module, header.modules[level.module]!.type)];
  const children = [
    ...own,
    ...entries.map(([part, below]) => nodeOf(header, `${path}.${part}`, part, below)),
  ];
  return {
    key: `path:${path}`,
    label: shortened(label, longestLabel),
    title: shortened(path),
    type: header.containers.get(path) ?? '',
    modules: children.flatMap(({ modules }) => modules),
    children: inRanges(`path:${path}`, shortened(path), children),
  };
}

/** The nodes of which a module's name or class has the searched text, with all that is above them. */
export function searched(
  nodes: readonly ModuleNode[],
  header: LogHeader,
  text: string,
): readonly ModuleNode[] {
  const query = text.trim().toLowerCase();
  if (query === '') return nodes;
  const matches = (module: number) => {
    const { name, type } = header.modules[module]!;
    return name.toLowerCase().includes(query) || type.toLowerCase().includes(query);
  };
  return nodes.flatMap((node): ModuleNode[] => {
    const modules = node.modules.filter(matches);
    if (modules.length === 0) return [];
    return [{ ...node, modules, children: searched(node.children, header, text) }];
  });
}

/** A row of the tree as it is shown. */
export interface ModuleRow {
  readonly node: ModuleNode;
  /** From 0. */
  readonly depth: number;
  /** Undefined for a module, which has nothing below it. */
  readonly expanded: boolean | undefined;
}

/** The rows that are shown, from the top. */
export function visibleRows(
  nodes: readonly ModuleNode[],
  expanded: ReadonlySet<string>,
  depth = 0,
): ModuleRow[] {
  return nodes.flatMap((node) => {
    if (node.children.length === 0) return [{ node, depth, expanded: undefined }];
    const open = expanded.has(node.key);
    return [
      { node, depth, expanded: open },
      ...(open ? visibleRows(node.children, expanded, depth + 1) : []),
    ];
  });
}

/** The rows with numbers: modules and collapsed groups. Together they stand for every module once. */
export const rowsWithNumbers = (rows: readonly ModuleRow[]): ModuleRow[] =>
  rows.filter(({ expanded }) => expanded !== true);

/** Expands level by level while there are at most so many rows. */
export function expandedToFit(nodes: readonly ModuleNode[], most: number): ReadonlySet<string> {
  const expanded = new Set<string>();
  let count = nodes.length;
  let level: readonly ModuleNode[] = nodes;
  while (level.length > 0) {
    for (const { key, children } of level) {
      if (children.length === 0 || count + children.length > most) continue;
      expanded.add(key);
      count += children.length;
    }
    level = level.filter(({ key }) => expanded.has(key)).flatMap(({ children }) => children);
  }
  return expanded;
}

/** The keys of all groups. */
export const allGroups = (nodes: readonly ModuleNode[]): string[] =>
  nodes.flatMap(({ key, children }) => (children.length === 0 ? [] : [key, ...allGroups(children)]));

/** The keys of the groups above a node, from the top; none if there is no such node. */
export function pathTo(nodes: readonly ModuleNode[], key: string | undefined): string[] {
  for (const node of nodes) {
    if (node.children.length === 0) continue;
    if (node.children.some((child) => child.key === key)) return [node.key];
    const below = pathTo(node.children, key);
    if (below.length > 0) return [node.key, ...below];
  }
  return [];
}
