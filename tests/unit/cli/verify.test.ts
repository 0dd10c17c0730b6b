import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { answerOf, serializeAnswer } from '../../../src/schema/assignment/answer';
import { parseAssignment, serializeAssignment } from '../../../src/schema/assignment/assignment';
import { setField } from '../../../src/schema/edit';
import { small } from '../engine/specs';
import { lab } from './lab';

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-verify-'));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const verify = (...args: readonly string[]) => lab('verify', ...args, '--threads', '1');

const assignment = parseAssignment({
  format: 'gradient-lab/assignment',
  version: 1,
  name: 'A level signal',
  task: 'Set the gain.',
  start: small({ training: { steps: 2 } }),
  settings: [{ path: 'network.initializer.gain', max: 4 }],
  maxChanges: 1,
  steps: 2,
  goals: [{ metric: 'signalRatio', is: 'atLeast', value: -0.2 }],
});
const handedIn = (student: string, gain: number, seed = assignment.start.seed) =>
  serializeAnswer(
    answerOf(assignment, {
      student,
      experiment: setField({ ...assignment.start, seed }, 'network.initializer.gain', gain),
      claimed: {},
    }),
  );
const teacher = file('teacher.assignment.json', serializeAssignment(assignment));

test('a class in a zip: a verdict for each, as JSON and as a table; exit status 1 where one does not pass', () => {
  const files = {
    'ada.json': strToU8(handedIn('Ada', 1.5)),
    'bob/bob.json': strToU8(handedIn('Bob', 0.2)),
    'eve.json': strToU8(handedIn('=1+1', 1.5, 77)),
    'mallory.json': strToU8('{"format": "gradient-lab/answer"'),
  };
  const path = file('class.zip', zipSync(files));
  const { status, stdout } = verify(path, '--assignment', teacher, '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject([
    { source: 'class.zip/ada.json', student: 'Ada', verdict: 'passed', goals: [{ reached: true }] },
    { student: 'Bob', verdict: 'missed', goals: [{ reached: false }], changes: ['Gain: 1 → 0.2'] },
    {
      student: '=1+1',
      verdict: 'refused',
      reasons: [expect.stringContaining('“seed”'), expect.stringContaining('2 settings')],
    },
    { source: 'class.zip/mallory.json', verdict: 'unreadable' },
  ]);
  const csv = verify(path, '--assignment', teacher, '--csv').stdout.split('\r\n');
  expect(csv[0]).toBe('source,student,assignment,verdict,signalRatio,steps,changes,reasons');
  expect(csv).toHaveLength(6);
  // A spreadsheet must not run a student's name as a formula.
  expect(csv[3]).toMatch(/^class\.zip\/eve\.json,"'=1\+1",/);
});

test('exit status 0 if all pass, 2 if there is nothing to judge; a sentence says why', () => {
  const ada = file('ada.json', handedIn('Ada', 1.5));
  const all = verify(ada, '--assignment', teacher);
  expect(all).toMatchObject({ status: 0 });
  expect(all.stdout).toMatch(/^Ada \(ada\.json\) +passed +signalRatio .*\n1 of 1 passed\.\n$/);
  expect(verify(ada, '--assignment', ada)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('gradient-lab/assignment'),
  });
});
