import { afterEach, describe, expect, test } from 'vitest';
import { nameFields, Problem } from '../../../src/base/problem';
import { parseDistillationText } from '../../../src/schema/distillation';
import { experimentSchema } from '../../../src/schema/experiment';
import { fieldLabel } from '../../../src/schema/fieldLabel';
import { fieldsOf } from '../../../src/schema/fields';
import { parseExperiment, parseExperimentText } from '../../../src/schema/parse';
import { presets } from '../../../src/schema/presets';
import { parseSweepText } from '../../../src/schema/sweep';
import { parseTransferText } from '../../../src/schema/transfer';

const en = (path: string) => fieldLabel(path)?.en;

describe('what the page calls a field', () => {
  test.each([
    ['network.depth', 'Depth'],
    ['training.optimizer.learningRate', 'Learning rate'],
    ['training.optimizer.kind', 'Optimizer'],
    ['data.kind', 'Data'],
    ['network.hidden.2.units', 'Layer 3, Width'],
    ['teacher.network.depth', 'Teacher, Depth'],
    ['student.training.batchSize', 'Student, Batch size'],
    ['method.1.temperature', 'Method 2, Temperature'],
    ['method.0.kind', 'Method 1'],
    ['target.labelBudget', 'Target labels per class'],
    ['target.shifts.0.degrees', 'Target, Shift 1, Angle (°) / Slant (°)'],
    ['axes', 'Axes'],
    ['method.0.alpha', 'Method 1, Share of hard labels α'],
    ['axes.0.field', 'Axis 1, Setting'],
    ['axes.1 (network.depth)', 'Axis 2 (Depth)'],
    ['transfer.unlabelled', 'Unlabelled inputs'],
  ])('%s: %s', (path, label) => expect(en(path)).toBe(label));

  test('every field that has a control is called as its control', () => {
    for (const { spec } of Object.values(presets)) {
      for (const { path, label } of fieldsOf(parseExperiment(spec))) {
        const said = fieldLabel(path);
        // Kinds are called by what they are kinds of.
        if (!path.endsWith('kind') && said) expect(said.en).toBe(label.en);
        expect(said, path).toBeDefined();
      }
    }
  });

  test.each([
    ['Experiment', parseExperimentText],
    ['Distillation', parseDistillationText],
    ['Transfer', parseTransferText],
    ['Sweep', parseSweepText],
  ])('a file that cannot be read is called what it holds: %s', (label, parse) => {
    nameFields(fieldLabel);
    try {
      parse('{');
      expect.unreachable();
    } catch (error) {
      expect((error as Problem).in('en')).toMatch(new RegExp(`^${label}: not valid JSON`));
    } finally {
      nameFields(() => undefined);
    }
  });

  test('what the page has no name for is left as it is', () => {
    expect(en('my-table.csv')).toBeUndefined();
    expect(en('network.dept')).toBeUndefined();
    expect(Object.keys(experimentSchema.shape)).not.toContain('dept');
  });
});

describe('a problem', () => {
  afterEach(() => nameFields(() => undefined));
  const wrong = () => {
    try {
      parseExperiment({
        format: 'gradient-lab/experiment',
        version: 1,
        data: { kind: 'moons' },
        network: { depth: 900 },
      });
    } catch (error) {
      return error as Problem;
    }
    throw new Error('900 layers were accepted');
  };

  test('names the field as the page does, in either language; the terminal keeps the path', () => {
    nameFields(fieldLabel);
    expect(wrong().in('en')).toMatch(/^Depth: found 900; use a whole number from 1 to \d+\.$/);
    expect(wrong().in('zh-CN')).toMatch(/^深度：实际为 900；请改为：/);
    expect(wrong().message).toMatch(/^network\.depth: found 900/);
    expect(new Problem('missing', { field: 'backend', allowed: 'a name' }).in('en')).toMatch(
      /: missing; use a name\.$/,
    );
  });
});
