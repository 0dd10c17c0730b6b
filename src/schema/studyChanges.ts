import type { InLanguage } from '../base/entry';
import { say } from '../base/problem';
import { experimentChanges, tellable } from './changeInWords';
import { type Change, changesInWords, ofMember } from './changes';
import type { ExperimentSpec } from './experiment';
import { colon } from './names';
import { readyName } from './readyName';
import { titleOf } from './runTitle';

/** Changes that both kinds of study have. */

/** More changes than these are told as one of the whole study. */
export const tellableInStudy = 3;

/** The change of a study's name, and both names for a change of much. */
export function nameChange(
  before: { readonly name: string },
  after: { readonly name: string },
  ready: Parameters<typeof readyName>[1],
  text: InLanguage,
): { readonly changes: readonly Change[]; readonly names: readonly [string, string] } {
  const names = [readyName(before.name, ready, text), readyName(after.name, ready, text)] as const;
  const [from, to] = names;
  return {
    names,
    changes: before.name === after.name ? [] : [{ label: text(say('Name', '名称')), from, to }],
  };
}

export const seedChange = (from: number, to: number, text: InLanguage): readonly Change[] =>
  from === to ? [] : [{ label: text(say('Seeds', '种子数')), from: String(from), to: String(to) }];

const roles = {
  teacher: { title: say('Teacher', '教师网络'), member: say('the teacher', '教师网络') },
  student: { title: say('Student', '学生网络'), member: say('the student', '学生网络') },
  source: { title: say('Source', '源域'), member: say('the source', '源域') },
  target: { title: say('Target', '目标域'), member: say('the target', '目标域') },
};

/** The changes of an experiment that is a part of a study: `Depth of the teacher: 20 → 9`. */
export function wholeChanges(
  role: keyof typeof roles,
  before: ExperimentSpec,
  after: ExperimentSpec,
  text: InLanguage,
): readonly Change[] {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return [];
  const changes = experimentChanges(before, after, text);
  const titles = [titleOf(before, text), titleOf(after, text)] as const;
  const title = text(roles[role].title);
  if (changes.length === 0) return [{ label: title, from: titles[0], to: titles[1] }];
  if (changes.length > tellable) {
    return [{ label: `${title}${text(colon)}${changesInWords(changes, tellable, titles, text)}` }];
  }
  return changes.map((change) => ({
    ...change,
    label: ofMember(change.label, text(roles[role].member), text),
  }));
}
