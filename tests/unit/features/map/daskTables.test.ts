import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { activations } from '../../../../src/engine/activations';
import { initializers } from '../../../../src/engine/initializers';
import { losses } from '../../../../src/engine/losses';
import { metrics } from '../../../../src/engine/metrics';
import { normalizations } from '../../../../src/engine/normalizations';
import { optimizers } from '../../../../src/engine/optimizers';
import { schedules } from '../../../../src/engine/schedules';

/** The exported Python program has its own tables. Each contains exactly the kinds of its registry. */

const path = 'src/features/map/dask/experiment.py';
const python = readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** The keys of a dictionary that the program writes out: `NAME = {` or `return {`, up to its closing brace. */
function keysOf(start: RegExp, indent: string): string[] {
  const found = start.exec(python);
  if (!found) throw new Error(`${path} has no ${start}`);
  const body = python.slice(found.index, python.indexOf(`\n${indent}}`, found.index));
  return [...body.matchAll(new RegExp(`^${indent}    '(\\w+)':`, 'gm'))].map(([, key]) => key!);
}

/** Expects a table of the program to contain exactly the kinds of a registry. */
function expectSame(table: string, kinds: object, keys: readonly string[]): void {
  const missing = Object.keys(kinds).filter((kind) => !keys.includes(kind));
  const unknown = keys.filter((key) => !Object.hasOwn(kinds, key));
  expect(missing, `${path} lacks ${missing.join(', ')}: add each to ${table}.`).toEqual([]);
  expect(
    unknown,
    `${path} has ${unknown.join(', ')} in ${table}, which the registry lacks: remove each.`,
  ).toEqual([]);
}

test.each([
  ['ACTIVATIONS', activations],
  ['OPTIMIZERS', optimizers],
  ['SCHEDULES', schedules],
] as const)('%s are those of the registry', (name, kinds) => {
  const keys = keysOf(new RegExp(`^${name} = \\{`, 'm'), '');
  expectSame(name, kinds, keys);
});

test('the metrics that a run returns are those of the registry', () => {
  const keys = keysOf(/^ {4}return \{/m, '    ');
  expectSame('what `run` returns', metrics, keys);
});

test('every initializer, normalization and loss is told apart', () => {
  const families = keysOf(/^VARIANCES = \{/m, '');
  const byFamily = (kind: string) => families.includes(kind.replace(/(Normal|Uniform)$/, ''));
  const named = (kind: string) => python.includes(`'${kind}'`);
  expectSame(
    '`weights_of`',
    initializers,
    Object.keys(initializers).filter((kind) => byFamily(kind) || named(kind)),
  );
  expectSame('`forward`', normalizations, Object.keys(normalizations).filter(named));
  // The last loss is the remaining case after all others.
  expectSame('`loss_of`', losses, [...Object.keys(losses).filter(named), 'meanSquaredError']);
});
