import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../../src/data/logs/header';
import {
  allGroups,
  expandedToFit,
  type ModuleNode,
  moduleTree,
  pathTo,
  rowsWithNumbers,
  searched,
  visibleRows,
} from '../../../../src/features/models/tree';

const headerOf = (names: readonly string[], type: (name: string) => string = () => 'Linear') =>
  readHeader(
    {
      version: 1,
      modules: names.map((name) => ({ name, type: type(name), parameters: {} })),
      containers: [{ name: 'encoder.layers', type: 'ModuleList' }],
    },
    'run.jsonl',
  );

/** The rows as they are read, indented. */
const written = (nodes: readonly ModuleNode[], expanded: ReadonlySet<string> = new Set(allGroups(nodes))) =>
  visibleRows(nodes, expanded).map(({ node, depth }) => `${'  '.repeat(depth)}${node.label}`);

const transformer = headerOf(
  ['', 'embedding', 'encoder.layers.0.attn', 'encoder.layers.0.attn.out', 'encoder.layers.1.attn', 'head'],
  (name) => (name === '' ? 'Transformer' : name.endsWith('attn') ? 'MultiheadAttention' : 'Linear'),
);

describe('the tree of a model', () => {
  test('levels of one entry are written in one row; a module with modules below has a row of its own', () => {
    expect(written(moduleTree(transformer, 'tree'))).toEqual([
      'Transformer',
      'embedding',
      'encoder.layers',
      '  0.attn',
      '    MultiheadAttention',
      '    out',
      '  1.attn',
      'head',
    ]);
  });

  test('grouped by name, layers of one kind stand together whatever their number', () => {
    expect(written(moduleTree(transformer, 'name'), new Set())).toEqual([
      'Transformer',
      'embedding',
      'encoder.layers.*.attn',
      'encoder.layers.0.attn.out',
      'head',
    ]);
  });

  test('grouped by type', () => {
    expect(written(moduleTree(transformer, 'type'), new Set())).toEqual([
      'Transformer',
      'Linear',
      'MultiheadAttention',
    ]);
  });

  test('a search keeps what matches by name or class, with what is above it', () => {
    const tree = moduleTree(transformer, 'tree');
    expect(written(searched(tree, transformer, 'OUT'))).toEqual(['encoder.layers', '  0.attn', '    out']);
    expect(searched(tree, transformer, 'nothing like it')).toEqual([]);
    const attention = searched(tree, transformer, 'multihead');
    expect(attention.flatMap(({ modules }) => modules)).toEqual([2, 4]);
  });

  test.each([1, 30, 300, 3000])('%i modules: an overview that fits, and every module once', (count) => {
    const names = Array.from({ length: count }, (_, i) => `blocks.${Math.floor(i / 10)}.part${i % 10}`);
    const header = headerOf(names);
    for (const grouping of ['tree', 'name', 'type'] as const) {
      const nodes = moduleTree(header, grouping);
      const fitted = visibleRows(nodes, expandedToFit(nodes, 30));
      expect(fitted.length).toBeLessThanOrEqual(30);
      expect(fitted.length).toBeGreaterThanOrEqual(Math.min(count, 10));
      const modules = rowsWithNumbers(fitted).flatMap(({ node }) => node.modules);
      expect(modules.toSorted((a, b) => a - b)).toEqual(names.map((_, i) => i));
    }
  });

  test('what is above a row, so that an address can name one deep in the tree', () => {
    const tree = moduleTree(transformer, 'tree');
    const rows = (key: string) => visibleRows(tree, new Set(pathTo(tree, key))).map(({ node }) => node.key);
    expect(rows('module:3')).toContain('module:3');
    expect(pathTo(tree, 'module:3')).toHaveLength(2);
    expect(pathTo(tree, 'module:1')).toEqual([]);
    expect(pathTo(tree, 'path:gone')).toEqual([]);
  });

  test('of many children ranges are made, but none of one child', () => {
    const tree = moduleTree(headerOf(Array.from({ length: 31 }, (_, i) => `blocks.${i}`)), 'tree');
    const labels = visibleRows(tree, new Set(['path:blocks'])).map(({ node }) => node.label);
    expect(labels.slice(0, 2)).toEqual(['blocks', '0 – 1']);
    expect(labels.at(-1)).toBe('30');
  });

  test('any names, also those with dots and of one another’s beginnings: every module once, and keys differ', () => {
    const name = fc.array(fc.constantFrom('a', 'b', '', '0', '__proto__'), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(
          name.map((parts) => parts.join('.')),
          { minLength: 1, maxLength: 30 },
        ),
        (names) => {
          const header = headerOf(names);
          for (const grouping of ['tree', 'name', 'type'] as const) {
            const nodes = moduleTree(header, grouping);
            const rows = visibleRows(nodes, new Set(allGroups(nodes)));
            const modules = rowsWithNumbers(rows).flatMap(({ node }) => node.modules);
            expect(modules.toSorted((a, b) => a - b)).toEqual(names.map((_, i) => i));
            expect(new Set(rows.map(({ node }) => node.key)).size).toBe(rows.length);
          }
        },
      ),
    );
  });
});
