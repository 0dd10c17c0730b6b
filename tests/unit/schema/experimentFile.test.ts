import { describe, expect, test } from 'vitest';
import { languageCodes } from '../../../src/base/languages';
import { Problem } from '../../../src/base/problem';
import { headerLine } from '../../../src/engine/telemetryFile';
import { experimentIn, refuseResults } from '../../../src/schema/experimentFile';
import { serializeExperiment } from '../../../src/schema/parse';
import { defaultExperiment } from '../../../src/schema/presets';

const spec = { ...defaultExperiment(), name: 'Mine' };

const refusal = (act: () => unknown): Problem => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

test('an experiment opens, and so does the telemetry of a run of it', () => {
  expect(experimentIn(serializeExperiment(spec), 'a.json')).toEqual(spec);
  const telemetry = `${headerLine(spec, 'wasm')}\n{"step":0,"loss":0.7}\n{"step":1,"loss":0.6}\n`;
  expect(experimentIn(telemetry, 'a.telemetry.jsonl')).toEqual(spec);
});

describe('what is no experiment is said to be what it is, in both languages', () => {
  const file = (format: string) => JSON.stringify({ format: `gradient-lab/${format}`, version: 1 }, null, 2);
  test.each([
    ['distillation', 'a distillation', '知识蒸馏'],
    ['transfer', 'a transfer', '迁移学习'],
    ['sweep', 'a sweep', '扫描'],
    ['log', 'the log of a real model', '训练日志'],
  ])('a file of the format %s', (format, en, zh) => {
    const problem = refusal(() => experimentIn(file(format), 'mine.json'));
    expect(problem.in('en')).toContain(`mine.json: this is ${en}, not an experiment`);
    expect(problem.in('zh-CN')).toContain(zh);
  });

  test.each([
    ['seed,student,accuracy,loss,note', 'the results of a distillation'],
    ['seed,method,targetAccuracy,note', 'the results of a transfer'],
    ['shifts.0.degrees,seed,method,targetAccuracy,note', 'the results of a transfer'],
    ['run,seed,network.depth,accuracy,note', 'the results of a comparison'],
  ])('a table with the columns %s', (head, what) => {
    const problem = refusal(() => refuseResults(`${head}\r\n1,2,3,4,\r\n`, 'results.csv'));
    expect(problem.in('en')).toContain(what);
    for (const language of languageCodes) expect(problem.in(language)).toContain('results.csv');
  });

  test('a table of one’s own is not taken for results', () => {
    for (const head of ['x,y,class', 'seed,height,note', 'run,distance', 'student,grade,note']) {
      expect(() => refuseResults(`${head}\n1,2,3\n`, 'own.csv')).not.toThrow();
    }
  });
});
