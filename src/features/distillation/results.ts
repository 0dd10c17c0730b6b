import { useMemo } from 'react';
import { csvText } from '../../charts';
import { type OutcomeRow, outcomeColumns, studentRow, teacherRow } from '../../engine/distillation/outcomes';
import { bootstrapInterval, compareRuns, median, type Paired } from '../../engine/statistics';
import { useText } from '../../locales/useText';
import { type Distillation, studentsOf } from '../../schema/distillation';
import { studentNames } from '../../schema/studentNames';
import type { DistillationStore } from '../../store/createDistillation';
import { useDistillation } from '../../store/distillation';
import type { Column } from './columns';

/** The numbers of one who answered: the teacher, or a student by its place. */
export interface Result {
  readonly who: number | undefined;
  readonly name: string;
  /** By repeat; undefined where one is still to be run. Of the race on screen: one. */
  readonly rows: readonly (OutcomeRow | undefined)[];
}

export type Source = 'live' | 'seeds';

type Ran = Pick<DistillationStore, 'teacher' | 'students'> | undefined;

/** The outcomes of the race on screen, or over seeds. */
export function resultsOf(
  distillation: Distillation,
  races: readonly Ran[],
  names: { readonly teacher: string; readonly students: readonly string[] },
): Result[] {
  const of = (race: Ran, who: number | undefined): OutcomeRow | undefined => {
    if (!race?.teacher) return undefined;
    const outcome = { teacher: race.teacher, students: race.students };
    if (who === undefined) return teacherRow(outcome);
    return race.students[who] && studentRow(distillation, outcome, who);
  };
  const all = [undefined, ...names.students.keys()];
  return all.map((who) => ({
    who,
    name: who === undefined ? names.teacher : names.students[who]!,
    rows: races.map((race) => of(race, who)),
  }));
}

/** What the page shows of outcomes. */
export function useResults(source: Source, teacherName: string): readonly Result[] {
  const text = useText();
  const distillation = useDistillation((state) => state.spec);
  const repeats = useDistillation((state) => state.repeats);
  const teacher = useDistillation((state) => state.teacher);
  const students = useDistillation((state) => state.students);
  return useMemo(() => {
    const names = { teacher: teacherName, students: studentNames(studentsOf(distillation), text) };
    return resultsOf(distillation, source === 'seeds' ? repeats : [{ teacher, students }], names);
  }, [distillation, repeats, teacher, students, source, text, teacherName]);
}

/** One number, of several seeds the median with the interval that it is known to. */
export interface Told {
  readonly value: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly count: number;
}

/** A column of a result; undefined where nothing is known. */
export function tell({ rows }: Result, column: keyof OutcomeRow): Told | undefined {
  const known = rows.flatMap((row) => (row ? [row[column]] : []));
  const finite = known.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const interval = finite.length > 1 ? bootstrapInterval(finite) : { low: undefined, high: undefined };
  return { value: median(finite), ...interval, count: finite.length };
}

/** How a result does against hard labels, seed by seed; undefined with fewer than two seeds, and against itself. */
export function against(
  results: readonly Result[],
  distillation: Distillation,
  result: Result,
  column: Column,
): Paired | undefined {
  const place = studentsOf(distillation).findIndex(({ kind }) => kind === 'hardLabels');
  const plain = results.find(({ who }) => who === place);
  if (!plain || plain === result || result.who === undefined) return undefined;
  const both = result.rows.flatMap((row, i) => (row && plain.rows[i] ? [[plain.rows[i], row] as const] : []));
  const of = (side: 0 | 1) => both.map((pair) => pair[side][column.name]);
  // Where the measure does not exist at all, as of wrong labels where none is, there is nothing to compare.
  if (both.length < 2 || [...of(0), ...of(1)].every(Number.isNaN)) return undefined;
  return compareRuns(of(0), of(1), column.sense!);
}

/** The numbers as a file: one line a network and seed, in full precision. */
export function resultsFile(results: readonly Result[], distillation: Distillation): string {
  const students = studentNames(studentsOf(distillation), ({ en }) => en);
  const named = (who: number | undefined) => (who === undefined ? 'Teacher' : students[who]!);
  const lines = results.flatMap(({ who, rows }) =>
    rows.flatMap((row, repeat) => {
      if (!row) return [];
      const numbers = outcomeColumns.map((column) => (Number.isNaN(row[column]) ? '' : row[column]));
      return [[distillation.student.seed + repeat, named(who), ...numbers]];
    }),
  );
  return csvText([['seed', 'student', ...outcomeColumns], ...lines]);
}
