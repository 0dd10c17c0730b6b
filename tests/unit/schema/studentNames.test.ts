import { expect, test } from 'vitest';
import type { Text } from '../../../src/base/entry';
import { newStudent, type StudentSpec } from '../../../src/schema/distillation';
import { briefStudentNames, studentNames } from '../../../src/schema/studentNames';

const english = (text: Text) => text.en;

test('a student’s name is its method and the settings that distinguish it', () => {
  const at = (temperature: number, changes = {}) => ({
    ...newStudent('hinton'),
    temperature,
    alpha: 0,
    ...changes,
  });
  const students = [
    newStudent('hardLabels'),
    newStudent('labelSmoothing'),
    newStudent('teacherArgmax'),
    at(1),
    at(4),
    at(4, { unlabelled: true }),
  ];
  expect(studentNames(students, english)).toEqual([
    'Hard labels',
    'Label smoothing',
    'Teacher’s argmax',
    'Distillation (Hinton), α = 0, T = 1',
    'Distillation (Hinton), α = 0, T = 4',
    'Distillation (Hinton), α = 0, T = 4, + unlabelled',
  ]);
});

test('names leave out default settings, but include deliberate faults', () => {
  const hinton = newStudent('hinton');
  expect(studentNames([hinton], english)).toEqual(['Distillation (Hinton)']);
  expect(studentNames([{ ...hinton, teacherOutputs: 'shuffledInClass' }], english)).toEqual([
    'Distillation (Hinton), shuffled within class',
  ]);
});

test('no two students have the same name', () => {
  const twins = [newStudent('hardLabels'), newStudent('hardLabels')];
  expect(studentNames(twins, english)).toEqual(['Hard labels', 'Hard labels (2)']);
});

test('a network of their own is part of the name', () => {
  const own = (network: StudentSpec['network']) =>
    studentNames([{ ...newStudent('hardLabels'), network }], english);
  expect(own({ activation: 'relu', initializer: { kind: 'heNormal', gain: 1, biasStd: 0 } })).toEqual([
    'Hard labels, ReLU, He normal',
  ]);
  expect(own({ normalization: 'batch', residual: true })).toEqual([
    'Hard labels, Batch norm, skip connections',
  ]);
  expect(own({ normalization: 'none', residual: false })).toEqual([
    'Hard labels, no normalization, no skip connections',
  ]);
});

test('a brief name is what differs and nothing else', () => {
  const at = (temperature: number, changes = {}): StudentSpec =>
    ({ ...newStudent('hinton'), temperature, alpha: 0, ...changes }) as StudentSpec;
  const brief = (...students: StudentSpec[]) => briefStudentNames(students, english);
  expect(brief(newStudent('hardLabels'), newStudent('teacherArgmax'), at(4), at(8))).toEqual([
    'Hard labels',
    'Teacher’s argmax',
    'T = 4',
    'T = 8',
  ]);
  // One of its kind needs no number; what is switched on, and a deliberate fault, are told all the same.
  expect(brief(newStudent('hardLabels'), at(8))).toEqual(['Hard labels', 'Distillation (Hinton)']);
  expect(brief(at(4, { unlabelled: true }))).toEqual(['Distillation (Hinton), + unlabelled']);
  expect(brief(at(4), at(4, { teacherOutputs: 'shuffledInClass' }))).toEqual([
    'Distillation (Hinton)',
    'Distillation (Hinton), shuffled within class',
  ]);
  expect(brief(at(4), at(8), at(8, { unlabelled: true }))).toEqual(['T = 4', 'T = 8', 'T = 8, + unlabelled']);
  // Where two methods have several students each, "T = 4" alone could be of either.
  const other = (temperature: number): StudentSpec =>
    ({ ...newStudent('decoupled'), temperature }) as StudentSpec;
  expect(brief(at(4), at(8), other(4), other(8))).toEqual([
    'Distillation (Hinton), T = 4',
    'Distillation (Hinton), T = 8',
    expect.stringMatching(/, T = 4$/),
    expect.stringMatching(/, T = 8$/),
  ]);
  expect(brief(at(4), at(4))).toEqual(['Distillation (Hinton)', 'Distillation (Hinton) (2)']);
});
