import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printable } from '../../../cli/terminal';
import { script } from './lab';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-terminal-'));
const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons', samples: 40 },
  network: { depth: 2, width: 4, activation: 'tanh' },
  training: { steps: 2000 },
};

function lab(command: string, fields: object, after = '') {
  const path = join(folder, 'one.experiment.json');
  writeFileSync(path, JSON.stringify({ ...experiment, ...fields }));
  const line = `node ${script} ${command} ${path} ${after}`;
  return spawnSync('bash', ['-o', 'pipefail', '-c', line], { encoding: 'utf8', timeout: 50_000 });
}

test('a name cannot move the cursor, set colours or the title', () => {
  const name = '\u001b[31mred\u001b]0;title\u0007 \u009b2J \u202egnp 红';
  const { stdout, stderr, status } = lab('validate', { name });
  expect(status).toBe(0);
  expect(stdout).toContain('\\u001b[31mred\\u001b]0;title\\u0007 \\u009b2J \\u202egnp 红:');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('what is printed is JSON of the same content', () => {
  const value = { name: 'a\u009b2J\u007f\u0007\u2028' };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
  expect(printable('two\nlines\tof 文字')).toBe('two\nlines\tof 文字');
});

test('a reader that leaves ends the run quietly', () => {
  const { stdout, stderr, status } = lab('run', {}, '--backend reference | head -1');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({ format: 'gradient-lab/telemetry' });
  expect(stderr).not.toMatch(/EPIPE|Error|node:/);
  expect(status).toBe(0);
});

test('only regular files are read', () => {
  const { stderr, status } = lab('validate', { data: { kind: 'csv', file: '/dev/zero' } });
  expect(status).toBe(2);
  expect(stderr).toBe('data.file: /dev/zero is a device or a pipe; use a file that can be read.\n');
});
