import { csvText } from '../base/csv';
import type { Text } from '../base/entry';
import type { Language } from '../base/languages';
import { say } from '../base/problem';
import { cellOf } from '../engine/numeric/score';
import type { GoalMetric } from '../schema/assignment/assignment';
import type { Verdict, VerdictKind } from './verify';

/** The verdicts in words. */
export const verdictNames: Readonly<Record<VerdictKind, Text>> = {
  passed: say('passed', '通过'),
  missed: say('goal missed', '未达目标'),
  refused: say('refused', '拒绝'),
  unjudged: say('not judged', '未判定'),
  unreadable: say('unreadable', '无法读取'),
};

/** The verdicts of a class as a CSV file without formulas: one row for each answer, one column for each measured metric. */
export function verdictsAsCsv(verdicts: readonly Verdict[], language: Language): string {
  const metrics = [
    ...new Set(verdicts.flatMap(({ goals }) => goals.map(({ goal }): GoalMetric => goal.metric))),
  ];
  const words = (texts: readonly Text[]) => texts.map((text) => text[language]).join(' ');
  return csvText(
    verdicts.map((verdict) => ({
      source: verdict.source,
      student: verdict.student,
      assignment: verdict.name,
      verdict: verdictNames[verdict.kind][language],
      ...Object.fromEntries(metrics.map((metric) => [metric, measuredCell(verdict, metric)])),
      steps: verdict.steps ?? '',
      changes: verdict.changes.map((text) => text[language]).join('; '),
      reasons: words(verdict.reasons),
    })),
  );
}

function measuredCell({ goals }: Verdict, metric: GoalMetric): number | '' {
  const found = goals.find(({ goal }) => goal.metric === metric);
  return found ? cellOf(found.measured) : '';
}
