import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { changeInWords } from '../schema/changeInWords';
import type { ExperimentSpec } from '../schema/experiment';
import type { Page } from './state';
import { recordUndo } from './undo';

interface Draft {
  readonly name: string;
}

/** The part of a study's store that undo needs. */
interface Drafts<Spec> {
  getState(): { readonly draft: Spec; change(field: string, make: () => unknown): void };
  subscribe(changed: (now: { readonly draft: Spec }, before: { readonly draft: Spec }) => void): unknown;
}

/** The words of a study's fields that are told by their own names. */
const sections: Readonly<Record<string, Text>> = {
  name: say('Name', '名称'),
  seeds: say('Seeds', '种子数'),
  teacher: say('Teacher', '教师网络'),
  student: say('Student', '学生网络'),
  method: say('Methods', '方法'),
  methods: say('Methods', '方法'),
  controls: say('Baselines', '对照'),
  transferSet: say('Transfer set', '迁移集'),
  source: say('Source', '源域'),
  target: say('Target', '目标域'),
  paired: say('Paired samples', '成对样本'),
  sourceShifts: say('Shifts of the teacher’s view', '教师网络视图的偏移'),
  sweep: say('Sweep', '扫描'),
};

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** The values, at any depth, in which two trees differ. */
function leaves(from: unknown, to: unknown): readonly (readonly [unknown, unknown])[] {
  if (from === to || JSON.stringify(from) === JSON.stringify(to)) return [];
  if (!isObject(from) || !isObject(to)) return [[from, to]];
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name) => leaves(from[name], to[name]));
}

const isShort = (value: unknown) => typeof value === 'number' || typeof value === 'string';

/** What changed in a study: its parts, with the change of an experiment in words and the values of a single change. */
export function studyChangeInWords(before: object, after: object, text: (text: Text) => string): string {
  const [from, to] = [before as Values, after as Values];
  const parts = [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) => {
    const [old, now] = [from[name], to[name]];
    const changed = leaves(old, now);
    const [first, ...others] = changed;
    if (!first) return [];
    const label = text(sections[name] ?? say(name, name));
    if (experiments.includes(name)) {
      return [`${label}: ${changeInWords(old as ExperimentSpec, now as ExperimentSpec, text)}`];
    }
    return [others.length === 0 && first.every(isShort) ? `${label}: ${first.join(' → ')}` : label];
  });
  return parts.length <= 3 ? parts.join(', ') : `${String(from.name)} → ${String(to.name)}`;
}

/** The parts of a study that are experiments. */
const experiments: readonly string[] = ['teacher', 'student', 'source'];

/** Lets the changes of a study's settings be undone. */
export function recordStudyUndo<Spec extends Draft>(page: Page, store: Drafts<Spec>): void {
  recordUndo<Spec>({
    page,
    read: () => store.getState().draft,
    subscribe: (changed) =>
      void store.subscribe((now, before) => {
        if (now.draft !== before.draft) changed(false);
      }),
    restore: (draft) => store.getState().change('undo', () => draft),
    words: studyChangeInWords,
  });
}
