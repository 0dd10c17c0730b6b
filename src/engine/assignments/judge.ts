import type { Text } from '../../base/entry';
import { say } from '../../base/problem';
import type { Claimed } from '../../schema/assignment/answer';
import { type Goal, type GoalMetric, goalMetrics } from '../../schema/assignment/assignment';
import type { MetricName } from '../metrics';
import { withMinus } from '../numeric/notation';
import { isScore, type Score } from '../numeric/score';

/** A goal, and what the engine measured. */
export interface GoalResult {
  readonly goal: Goal;
  readonly measured: Score;
  readonly reached: boolean;
}

/** Whether the measured scores of a run reach each goal. A score that is no number reaches none. */
export const judgeGoals = (
  goals: readonly Goal[],
  scores: Readonly<Record<MetricName, Score>>,
): readonly GoalResult[] =>
  goals.map((goal) => {
    const measured = scores[goal.metric];
    const reached =
      isScore(measured) && (goal.is === 'atLeast' ? measured >= goal.value : measured <= goal.value);
    return { goal, measured, reached };
  });

/** Why goals are not reached, one sentence each. */
export const missedInWords = (results: readonly GoalResult[]): readonly Text[] =>
  results
    .filter(({ reached }) => !reached)
    .map(({ goal, measured }) => {
      const { en, 'zh-CN': chinese } = goalInWords(goal);
      const { en: found, 'zh-CN': chineseFound } = measuredInWords(goal.metric, measured);
      return say(
        `Goal missed: ${en}; measured: ${found}.`,
        `未达到目标：${chinese}；实测：${chineseFound}。`,
      );
    });

/** A goal in words: `Accuracy at least 90 %`. */
export function goalInWords({ metric, is, value }: Goal): Text {
  const { title } = goalMetrics[metric];
  const shown = numberInWords(metric, value);
  return is === 'atLeast'
    ? say(`${title.en} at least ${shown}`, `${title['zh-CN']} ≥ ${shown}`)
    : say(`${title.en} at most ${shown}`, `${title['zh-CN']} ≤ ${shown}`);
}

const without: Readonly<Record<Exclude<Score, number>, Text>> = {
  diverged: say('the run diverged', '运行已发散'),
  constant: say('outputs constant to float32’s precision', '输出在 float32 精度内恒定'),
  undefined: say('no such number', '没有这个数'),
  notRun: say('not run', '未运行'),
};

/** A measured score in words. */
export function measuredInWords(metric: GoalMetric, score: Score): Text {
  if (!isScore(score)) return without[score];
  const shown = numberInWords(metric, score);
  return say(shown, shown);
}

const numberInWords = (metric: GoalMetric, value: number): string =>
  metric === 'accuracy'
    ? `${Number((100 * value).toFixed(2))} %`
    : withMinus(String(Number(value.toPrecision(4))));

/** The largest difference between a claim and a measurement that rounding on another backend could explain. */
const tolerance: Readonly<Record<GoalMetric, (value: number) => number>> = {
  accuracy: () => 0.02,
  signalRatio: () => 0.05,
  gradientRatio: () => 0.05,
  chi: () => 0.02,
  trainLoss: (value) => 0.02 + 0.1 * Math.abs(value),
  testLoss: (value) => 0.02 + 0.1 * Math.abs(value),
};

/** Where the numbers that came with an answer are not those that the engine measures, one sentence each. */
export const falseClaims = (claimed: Claimed, scores: Readonly<Record<MetricName, Score>>): readonly Text[] =>
  (Object.keys(goalMetrics) as GoalMetric[]).flatMap((metric) => {
    const claim = claimed[metric];
    if (claim === undefined || claim === null) return [];
    const measured = scores[metric];
    if (isScore(measured) && Math.abs(claim - measured) <= tolerance[metric](measured)) return [];
    const { title } = goalMetrics[metric];
    const found = measuredInWords(metric, measured);
    const shown = numberInWords(metric, claim);
    return [
      say(
        `The answer claims ${title.en} ${shown}; measured: ${found.en}.`,
        `答案声称${title['zh-CN']}为 ${shown}；实测：${found['zh-CN']}。`,
      ),
    ];
  });
