import { useMemo } from 'react';
import { csvText } from '../../base/csv';
import { type OutcomeRow, outcomeColumns, studentRow, teacherRow } from '../../engine/distillation/outcomes';
import { beatsConstant } from '../../engine/numeric/accuracy';
import { cellOf, noteOf, type Score } from '../../engine/numeric/score';
import type { Judged } from '../../engine/statistics/family';
import { judgeAgainst } from '../../engine/statistics/judgeAgainst';
import { unbroken, useText } from '../../locales/useText';
import { type Distillation, studentsOf } from '../../schema/distillation';
import { briefStudentNames, studentNames } from '../../schema/studentNames';
import type { DistillationStore } from '../../store/createDistillation';
import { useDistillation } from '../../store/distillation';
import type { Column } from './columns';

/** The results of one network: the teacher, or a student by its index. */
export interface Result {
  readonly who: number | undefined;
  /** What sets it apart: `T = 4`. */
  readonly name: string;
  /** Its method and settings: `Distillation (Hinton), α = 0, T = 4`. */
  readonly fullName: string;
  /** By repeat; undefined for a repeat that has not been run. The race on screen has one entry. */
  readonly rows: readonly (OutcomeRow | undefined)[];
}

export type RunSelection = 'live' | 'seeds';

type Ran = Pick<DistillationStore, 'teacher' | 'students'> | undefined;

/** The outcomes of the race on screen, or over seeds. */
export function resultsOf(
  distillation: Distillation,
  races: readonly Ran[],
  names: { readonly teacher: string; readonly students: readonly string[]; readonly full: readonly string[] },
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
    fullName: who === undefined ? names.teacher : names.full[who]!,
    rows: races.map((race) => of(race, who)),
  }));
}

/** The outcomes that the page shows. */
export function useResults(source: RunSelection, teacherName: string): readonly Result[] {
  const text = useText();
  const distillation = useDistillation((state) => state.spec);
  const repeats = useDistillation((state) => state.repeats);
  const teacher = useDistillation((state) => state.teacher);
  const students = useDistillation((state) => state.students);
  return useMemo(() => {
    const all = studentsOf(distillation);
    const names = {
      teacher: teacherName,
      students: briefStudentNames(all, text).map(unbroken),
      full: studentNames(all, text).map(unbroken),
    };
    return resultsOf(distillation, source === 'seeds' ? repeats : [{ teacher, students }], names);
  }, [distillation, repeats, teacher, students, source, text, teacherName]);
}

/** A column of a result, one score for each repeat. */
export const scoresIn = ({ rows }: Result, column: keyof OutcomeRow): readonly Score[] =>
  rows.map((row) => row?.[column] ?? 'notRun');

/**
 * Each result compared with hard labels seed by seed, with one joint correction; undefined for the teacher and for hard labels.
 */
export function judgeAll(
  results: readonly Result[],
  distillation: Distillation,
  { name, sense }: Column,
): readonly (Judged | undefined)[] {
  const place = studentsOf(distillation).findIndex(({ kind }) => kind === 'hardLabels');
  return judgeAgainst(
    results.map((result) => (result.who === undefined ? undefined : scoresIn(result, name))),
    results.findIndex(({ who }) => who === place),
    sense!,
    distillation.seeds,
    results.map(({ rows }) => rows.map((row) => beatsConstant(row?.accuracy, row?.bestConstant))),
  );
}

/** The numbers as a file, with one line for each network and seed, in full precision. */
export function resultsFile(results: readonly Result[], distillation: Distillation): string {
  const students = studentNames(studentsOf(distillation), ({ en }) => en);
  const named = (who: number | undefined) => (who === undefined ? 'Teacher' : students[who]!);
  const lines = results.flatMap(({ who, rows }) =>
    rows.flatMap((row, repeat) => {
      if (!row) return [];
      const numbers = outcomeColumns.map((column) => cellOf(row[column]));
      return [[distillation.student.seed + repeat, named(who), ...numbers, noteOf(row.accuracy)]];
    }),
  );
  return csvText([['seed', 'student', ...outcomeColumns, 'note'], ...lines]);
}
