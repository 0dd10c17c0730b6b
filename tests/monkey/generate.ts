import type { Random } from '../../src/random/random.ts';
import type { Action, Control } from './actions.ts';
import { files, keys, links, queries, texts } from './inputs.ts';

/** How often each kind of action that needs no control is done, of 100. To open a page costs as much as thirty edits. */
const shares = { key: 5, back: 4, forward: 3, reload: 1.5, open: 5, link: 1.5, room: 2 } as const;

const pick = <T>(random: Random, list: readonly T[]): T => list[random.integer(list.length)]!;

/** A random action, from the controls that can be reached now. */
export function nextAction(random: Random, controls: readonly Control[]): Action {
  let share = 100 * random.uniform();
  for (const [kind, size] of Object.entries(shares) as [keyof typeof shares, number][]) {
    share -= size;
    if (share >= 0) continue;
    if (kind === 'key') return { do: kind, keys: pick(random, keys) };
    if (kind === 'open') return { do: kind, file: pick(random, files) };
    if (kind === 'link') return { do: kind, link: random.integer(links.length) };
    if (kind === 'room') return { do: kind, query: pick(random, queries) };
    return { do: kind };
  }
  // Controls that differ in numbers alone, as the layers do, and the options of one choice count as one: else they would get
  // nearly all actions.
  const alike = new Map<string, Control[]>();
  for (const control of controls) {
    const key = `${control.role}|${control.group || control.name.replace(/\d+/g, '')}`;
    alike.set(key, [...(alike.get(key) ?? []), control]);
  }
  if (alike.size === 0) return { do: 'key', keys: 'Escape' };
  const { options, group: _, ...control } = pick(random, pick(random, [...alike.values()]));
  switch (control.role) {
    case 'select':
      return { do: 'choose', ...control, option: random.integer(Math.max(1, options)) };
    case 'input:text':
    case 'input:number':
    case 'input:search':
    case 'textarea':
      return {
        do: 'type',
        ...control,
        text: pick(random, texts),
        end: pick(random, ['Enter', 'Enter', 'Tab', 'none'] as const),
      };
    case 'slider':
      return { do: 'press', ...control, keys: pick(random, ['ArrowLeft', 'ArrowRight', 'Home', 'End']) };
    case 'canvas':
    case 'svg':
    case 'div':
      return {
        do: 'point',
        ...control,
        x: random.uniform(),
        y: random.uniform(),
        drag: random.uniform() < 0.5,
      };
    default:
      return { do: 'click', ...control };
  }
}
