import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Answers by students whose names steer a terminal. */
const students = ['\u001b]0;x\u0007 Ann\r\u001b[2K', 'Ben \u009b2J \u202egnp 红', '=1+1'];
const handedIn = () =>
  students.map((student, i) => {
    const path = join(folder, `${i}.answer.json`);
    const { answer } = whoAnswers(student);
    writeFileSync(path, JSON.stringify(answer));
    return path;
  });

const whoAnswers = (student: string) => {
  const start = { ...experiment, training: { steps: 1 } };
  const assignment = {
    ...{ format: 'gradient-lab/assignment', version: 1, name: 'T', task: 'Reach it.', start },
    ...{ settings: [{ path: 'network.activation' }], maxChanges: 1, steps: 5 },
    goals: [{ metric: 'accuracy', is: 'atLeast', value: 0 }],
  };
  return {
    answer: { format: 'gradient-lab/answer', version: 1, student, assignment, experiment: start },
  };
};

test('nor can a student’s name in verdicts, as a table, CSV or JSON; as JSON it is the same name', () => {
  const files = handedIn().join(' ');
  const verify = (how: string) =>
    spawnSync('bash', ['-c', `node ${script} verify ${files} --threads 1 ${how}`], {
      encoding: 'utf8',
      timeout: 50_000,
    });
  const [table, csv, json] = ['', '--csv', '--json'].map((how) => verify(how).stdout);
  for (const text of [table!, csv!.replaceAll('\r\n', '\n'), json!]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
  expect(csv!.trimEnd().split('\r\n')).toHaveLength(4);
  expect(csv).toContain(',"\\u001b]0;x\\u0007 Ann\\u000d\\u001b[2K",');
  expect(table).toContain('Ben \\u009b2J \\u202egnp 红 (1.answer.json)  ');
  const told = JSON.parse(json!) as { readonly student: string }[];
  expect(told.map(({ student }) => student)).toEqual(students);
});

test('commands print through cli/terminal.ts alone', () => {
  const others = readdirSync('cli').filter((name) => name !== 'terminal.ts');
  const prints = /console\.|process\.std(?:out|err)\.write|writeSync\(/;
  const found = others.filter((name) => prints.test(readFileSync(join('cli', name), 'utf8')));
  // `lab run` writes its lines at once, to a file or, with `printable`, to standard output.
  expect(found).toEqual(['run.ts']);
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
