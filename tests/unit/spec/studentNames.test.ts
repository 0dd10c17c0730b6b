import { expect, test } from 'vitest';
import { newStudent, studentsOf } from '../../../src/spec/distillation';
import { defaultDistillation } from '../../../src/spec/distillations';
import type { Text } from '../../../src/spec/entry';
import { studentNames } from '../../../src/spec/studentNames';

const english = (text: Text) => text.en;

test('students are called by their method and by what sets them apart', () => {
  expect(studentNames(studentsOf(defaultDistillation()), english)).toEqual([
    'Hard labels',
    'Label smoothing',
    'Teacher’s argmax',
    'Distillation (Hinton), α 0, T 1',
    'Distillation (Hinton), α 0, T 4',
    'Distillation (Hinton), α 0, T 4, + unlabelled',
  ]);
});

test('what is as usual goes without saying, what is wrong on purpose does not', () => {
  const hinton = newStudent('hinton');
  expect(studentNames([hinton], english)).toEqual(['Distillation (Hinton)']);
  expect(studentNames([{ ...hinton, teacherOutputs: 'shuffledInClass' }], english)).toEqual([
    'Distillation (Hinton), shuffled in each class',
  ]);
});

test('no two students have the same name', () => {
  const twins = [newStudent('hardLabels'), newStudent('hardLabels')];
  expect(studentNames(twins, english)).toEqual(['Hard labels', 'Hard labels (2)']);
});
