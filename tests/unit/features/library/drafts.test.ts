import { expect, test } from 'vitest';
import { draftsOf } from '../../../../src/features/library/select';
import type { StoredRun } from '../../../../src/store/database';
import { small } from '../../engine/specs';

const run = (id: string, changes: Partial<StoredRun> = {}): StoredRun => {
  const spec = small();
  return {
    ...{ id, name: spec.name, spec, created: 1, updated: 2, step: 3, end: 'paused', pinned: false, tags: [] },
    ...{ note: '', draft: true, loss: 1, accuracy: 1, losses: [], profile: [], bytes: 8, ...changes },
  };
};

test('drafts that are offered for deletion are those that nobody saved or labelled, nor sees', () => {
  const runs = [
    run('draft'),
    run('on screen'),
    run('saved', { draft: undefined }),
    run('pinned', { pinned: true }),
    run('tagged', { tags: ['good'] }),
    run('noted', { note: 'see lecture 3' }),
    run('renamed', { name: 'Mine' }),
  ];
  expect(draftsOf(runs, 'on screen').map(({ id }) => id)).toEqual(['draft']);
});
