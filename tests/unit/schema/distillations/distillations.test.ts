import { describe, expect, test } from 'vitest';
import { prepareRaceData } from '../../../../src/engine/distillation/raceData';
import { parseDistillation, studentsOf } from '../../../../src/schema/distillation';
import { defaultDistillation, distillations } from '../../../../src/schema/distillations';
import { studentNames } from '../../../../src/schema/studentNames';

test('the page opens with the first', () => {
  expect(defaultDistillation()).toEqual(parseDistillation(Object.values(distillations)[0]!.distillation));
});

describe.each(Object.entries(distillations))('%s', (_name, { title, why, distillation: written }) => {
  const distillation = parseDistillation(written);

  test('has texts in both languages and a name equal to its title', () => {
    expect(distillation.name).toBe(title.en);
    expect(title['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(why.en).toMatch(/\.$/);
    expect(why['zh-CN']).toMatch(/。$/);
  });

  test('can be run: teacher, students and data go together, and no two students have one name', async () => {
    const { data } = await prepareRaceData(distillation);
    expect(data.test.count).toBeGreaterThan(0);
    const names = studentNames(studentsOf(distillation), (text) => text.en);
    expect(names.filter((name) => /\(\d\)$/.test(name))).toEqual([]);
  });

  test('includes hard labels as a control', () => {
    expect(studentsOf(distillation)[0]).toMatchObject({ kind: 'hardLabels' });
    expect(studentsOf(distillation)[0]).not.toHaveProperty('network');
  });

  test('tests students on samples that its teacher has not learned from', async () => {
    const { teacherData, data } = await prepareRaceData(distillation);
    const { features } = data;
    const row = (inputs: Float64Array, i: number) => inputs.subarray(i * features, (i + 1) * features).join();
    const seen = new Set(
      Array.from({ length: teacherData.train.count }, (_, i) => row(teacherData.train.inputs, i)),
    );
    const known = Array.from({ length: data.test.count }, (_, i) => row(data.test.inputs, i)).filter((one) =>
      seen.has(one),
    );
    expect(known).toEqual([]);
  });
});
