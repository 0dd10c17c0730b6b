import type { TFunction } from 'i18next';
import type { TableColumn } from './export/csv';
import type { Axis } from './types';

/** What the numbers of an axis are called beside them: their unit, else the quantity. Shares have their sign in each number. */
export const valueName = ({ label, unit, percent }: Axis): string => (percent ? label : (unit ?? label));

/** A name with what its numbers are, unless that says the same. */
const named = (name: string, of: string): string => (name === of ? name : `${name} (${of})`);

/** The column of an axis's numbers. */
export const valueColumn = (axis: Axis): TableColumn => ({
  id: valueName(axis),
  label: named(axis.label, valueName(axis)),
  percent: axis.percent,
});

/** The column of one series' numbers. */
export const seriesColumn = (name: string, axis: Axis): TableColumn => ({
  id: `${name} (${valueName(axis)})`,
  label: named(name, valueName(axis)),
  percent: axis.percent,
});

/** A column for each step of a matrix. */
export const stepColumns = (
  steps: ArrayLike<number>,
  { percent }: Pick<Axis, 'percent'>,
  t: TFunction<'charts'>,
): readonly TableColumn[] =>
  Array.from(steps, (step) => ({ id: `step ${step}`, label: t('heads.atStep', { step }), percent }));

/** The column that tells training samples from test samples. */
export const partColumn = (t: TFunction<'charts'>): TableColumn => ({
  id: 'part',
  label: t('heads.part'),
  words: { train: t('train'), test: t('test'), fit: t('fit') },
});
