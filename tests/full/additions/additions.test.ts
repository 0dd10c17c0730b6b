import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyWithAdditions } from './madeUp';

/**
 * A made-up activation, optimizer, initializer, data set and diagnosis rule, each in its own folder alone, in a copy of the
 * project. All that may then fail are the tests that ask for numbers from PyTorch, for the exported program and for
 * experiments that show the rule. Each of them says so in one sentence.
 */

let root: string;
beforeAll(() => {
  root = copyWithAdditions();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const suites = [
  'tests/unit/engine/activations',
  'tests/unit/engine/initializers',
  'tests/unit/engine/optimizers',
  'tests/unit/engine/network.test.ts',
  'tests/unit/engine/diagnosis/diagnosis.test.ts',
  'tests/unit/data/build.test.ts',
  'tests/unit/data/fresh.test.ts',
  'tests/unit/data/split.test.ts',
  'tests/unit/schema/parse.test.ts',
  'tests/unit/schema/edit.test.ts',
  'tests/unit/features/map/daskTables.test.ts',
  'tests/unit/features/setup',
  'tests/unit/locales',
  'tests/golden/activations.test.ts',
  'tests/golden/networks.test.ts',
];

interface Assertion {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

test('the suites of the registries pass, but for what is asked for in one sentence', () => {
  const output = join(root, 'report.json');
  const { stderr } = spawnSync(
    'npx',
    ['--no-install', 'vitest', 'run', '--reporter=json', `--outputFile=${output}`, ...suites],
    { cwd: root, encoding: 'utf8', env: { ...process.env, FULL: '' } },
  );
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as {
    testResults: readonly { readonly message: string; readonly assertionResults: readonly Assertion[] }[];
  };
  // A file that could not be run at all has a message of its own.
  expect(testResults.map(({ message }) => message).filter(Boolean), stderr).toEqual([]);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const name of ['rootSquash', 'softSign', 'threeHalves', 'stripes']) {
    const passed = tests.filter(({ fullName, status }) => status === 'passed' && fullName.includes(name));
    expect(passed.length, `passed tests of ${name}`).toBeGreaterThan(0);
  }
  const asked = tests
    .filter(({ status }) => status === 'failed')
    .map(({ failureMessages: [message] }) => message!.split(/: expected|\n/)[0]!.replace(/^\w*Error: /, ''));
  const numbersOf = (what: string, table: string) =>
    `tests/golden has no PyTorch numbers for ${what}: add each to tests/golden/${table} and run ` +
    '`python3 tests/golden/generate.py`; a kind that PyTorch lacks goes into pytorchLacks in tests/golden/pytorch.ts.';
  const program = 'src/features/map/dask/experiment.py lacks';
  expect([...new Set(asked)].sort()).toEqual(
    [
      numbersOf('activations rootSquash', 'pytorch.py'),
      numbersOf('optimizers softSign', 'generate.py'),
      `${program} rootSquash: add each to ACTIVATIONS.`,
      `${program} softSign: add each to OPTIMIZERS.`,
      `${program} threeHalves: add each to \`weights_of\`.`,
      'The rules tinyClip have too few experiments that show them: add at least three of each to tests/unit/engine/diagnosis/faults.ts.',
    ].sort(),
  );
}, 300_000);

test('the types of the sources need no other change', () => {
  const { stdout, status } = spawnSync('npx', ['--no-install', 'tsc', '--noEmit'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 300_000);
