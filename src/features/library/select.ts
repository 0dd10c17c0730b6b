import { languageCodes } from '../../base/languages';
import { describe } from '../../schema/describe';
import type { StoredRun } from '../../store/database';

export const filters = ['all', 'pinned', 'finished', 'unfinished', 'diverged'] as const;
export type Filter = (typeof filters)[number];
export const orders = ['newest', 'oldest', 'name', 'loss', 'accuracy', 'size'] as const;
export type Order = (typeof orders)[number];

const passes: Readonly<Record<Filter, (run: StoredRun) => boolean>> = {
  all: () => true,
  pinned: ({ pinned }) => pinned,
  finished: ({ end }) => end !== 'running' && end !== 'paused' && end !== 'diverged',
  unfinished: ({ end }) => end === 'running' || end === 'paused',
  diverged: ({ end }) => end === 'diverged',
};

/** Values that are not numbers come last in both directions. */
const number = (value: number, worst: number) => (Number.isFinite(value) ? value : worst);

type Compare = (a: StoredRun, b: StoredRun, nameOf: (name: string) => string) => number;

const compares: Readonly<Record<Order, Compare>> = {
  newest: (a, b) => b.updated - a.updated,
  oldest: (a, b) => a.updated - b.updated,
  name: (a, b, nameOf) => nameOf(a.name).localeCompare(nameOf(b.name)),
  loss: (a, b) => number(a.loss, Number.MAX_VALUE) - number(b.loss, Number.MAX_VALUE),
  accuracy: (a, b) => number(b.accuracy, -1) - number(a.accuracy, -1),
  size: (a, b) => b.bytes - a.bytes,
};

/**
 * Returns the sorted runs that contain every search word and pass a filter; pinned runs come first.
 * @param nameOf a run's name as the page shows it
 */
export function chosen(
  runs: readonly StoredRun[],
  search: string,
  filter: Filter,
  order: Order,
  nameOf: (name: string) => string,
): readonly StoredRun[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (run: StoredRun) => {
    const settings = languageCodes.map((language) => describe(run.spec, (words) => words[language]));
    const text = [run.name, nameOf(run.name), ...run.tags, run.note, ...settings].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return runs
    .filter((run) => passes[filter](run) && holds(run))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || compares[order](a, b, nameOf));
}

/** So many drafts are offered for deletion. */
export const manyDrafts = 20;

/** The unfinished runs that the user neither saved nor labelled, but for the one on screen. */
export const draftsOf = (runs: readonly StoredRun[], onScreen: string | undefined): readonly StoredRun[] =>
  runs.filter(
    ({ id, draft, pinned, tags, note, name, spec }) =>
      draft === true && id !== onScreen && !pinned && tags.length === 0 && !note && name === spec.name,
  );
