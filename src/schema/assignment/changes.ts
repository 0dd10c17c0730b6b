import type { Text } from '../../base/entry';
import { type Language, languageCodes } from '../../base/languages';
import { say } from '../../base/problem';
import { changeText } from '../changes';
import { differences } from '../differences';
import { inShorthand } from '../edit';
import type { ExperimentSpec } from '../experiment';
import { valueAt } from '../fields';
import { labelOf, valueInWords } from '../runTitle';
import type { AllowedSetting, Assignment } from './assignment';
import { afterKind, kindPlaces, sameAt } from './settings';

/** What an answer changed, and whether the assignment allows it. */
export interface Changes {
  /** The paths of the changed settings, each counted once. */
  readonly paths: readonly string[];
  /** Each change in words: `Activation: Sigmoid → ReLU`. */
  readonly words: readonly Text[];
  /** Why the answer is refused, in sentences; empty if everything is allowed. */
  readonly refused: readonly Text[];
  /** The experiment to run: the start with the allowed changes and the answer's steps, and nothing else of the answer. */
  readonly spec: ExperimentSpec;
}

/** Settings of the page that no result depends on; the engine runs every answer with those of the start. */
const withoutEffect = ['name', 'stop', 'telemetry'];

/**
 * Holds a student's experiment against an assignment. A new kind (of optimizer, initializer, …) is one change; its fields are
 * further ones only where they are neither those of before nor the kind's own defaults.
 */
export function changesOf(assignment: Assignment, answered: ExperimentSpec): Changes {
  const start = inShorthand(assignment.start);
  const answer = inShorthand(answered);
  const paths = changedPaths(start, answer);
  const { steps } = answer.training;
  const { name, stop, telemetry } = start;
  return {
    paths,
    words: paths.map((path) => inWords(start, answer, path)),
    refused: [
      ...paths.flatMap((path) => refusal(assignment, start, answer, path)),
      ...(paths.length > assignment.maxChanges ? [tooMany(paths.length, assignment.maxChanges)] : []),
      ...(steps > assignment.steps ? [tooManySteps(steps, assignment.steps)] : []),
    ],
    spec: { ...answer, name, stop, telemetry },
  };
}

/** The settings in which an answer differs from the start, a kind before its own fields. */
function changedPaths(start: ExperimentSpec, answer: ExperimentSpec): string[] {
  const kinds: string[] = [];
  let bases: readonly ExperimentSpec[] = [start];
  for (const place of kindPlaces) {
    const path = `${place}.kind`;
    const kind = valueAt(answer, path);
    if (kind === valueAt(start, path)) continue;
    kinds.push(path);
    const following = bases.flatMap((base) => afterKind(base, place, kind));
    if (following.length > 0) bases = following;
  }
  const others = differences(start, answer)
    .map(({ path }) => path)
    .filter((path) => !kinds.includes(path) && path !== 'training.steps')
    .filter((path) => !withoutEffect.includes(path.split('.')[0]!))
    .filter((path) => !bases.some((base) => sameAt(base, answer, path)));
  return [...kinds, ...new Set(others)];
}

const everywhere = (words: (language: Language) => string): Text =>
  Object.fromEntries(languageCodes.map((language) => [language, words(language)])) as Text;

const inWords = (start: ExperimentSpec, answer: ExperimentSpec, path: string): Text =>
  everywhere((language) => {
    const text = (words: Text) => words[language];
    const [from, to] = [valueInWords(start, path, text), valueInWords(answer, path, text)];
    return changeText({ label: labelOf([answer, start], path, text), from, to }, text);
  });

function refusal(
  assignment: Assignment,
  start: ExperimentSpec,
  answer: ExperimentSpec,
  path: string,
): readonly Text[] {
  const allowed = assignment.settings.find((setting) => setting.path === path);
  const change = inWords(start, answer, path);
  if (!allowed) {
    return [
      say(
        `This assignment does not allow to change “${path}” (${change.en}).`,
        `本作业不允许修改“${path}”（${change['zh-CN']}）。`,
      ),
    ];
  }
  const value = valueAt(answer, path);
  if (isWithin(allowed, value)) return [];
  const range = rangeInWords(allowed);
  return [
    say(
      `“${path}” is ${show(value)}; this assignment allows ${range.en}.`,
      `“${path}”为 ${show(value)}；本作业允许${range['zh-CN']}。`,
    ),
  ];
}

const show = (value: unknown): string => (JSON.stringify(value) ?? '–').slice(0, 60);

/** Whether an assignment allows a value of a setting. */
export function isWithin({ min, max, values }: AllowedSetting, value: unknown): boolean {
  if (values && !values.some((one) => one === value)) return false;
  if (min === undefined && max === undefined) return true;
  if (typeof value !== 'number') return false;
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}

/** The values that a setting may get. */
export function rangeInWords({ min, max, values }: AllowedSetting): Text {
  const list = values?.map(String).join(', ') ?? '';
  if (values) return say(list, ` ${list}`);
  if (min !== undefined && max !== undefined) return say(`${min} to ${max}`, ` ${min} 到 ${max}`);
  if (min !== undefined) return say(`at least ${min}`, `不小于 ${min}`);
  if (max !== undefined) return say(`at most ${max}`, `不大于 ${max}`);
  return say('any value', '任意值');
}

const tooMany = (found: number, allowed: number): Text =>
  say(
    `${found} settings were changed; this assignment allows ${allowed}.`,
    `修改了 ${found} 项设置；本作业至多允许 ${allowed} 项。`,
  );

const tooManySteps = (found: number, allowed: number): Text =>
  say(
    `The run has ${found} steps; this assignment allows ${allowed}.`,
    `运行了 ${found} 步；本作业至多允许 ${allowed} 步。`,
  );
