import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  type StudyDefinition,
  StudyProvider,
  type StudyState,
} from '../../../../src/features/study/definition';
import { loadWords, startI18n } from '../../../../src/locales/i18n';

await startI18n('en');
await loadWords('study');
await loadWords('transfer');
await loadWords('transferViews');

/** A study's state with nothing to report. */
export const idleState = (changes: Partial<StudyState> = {}): StudyState => {
  const spec = { name: 'Moons', seeds: 6 };
  const nothing = () => {};
  return {
    spec,
    draft: spec,
    status: 'ready',
    data: undefined,
    snapshot: undefined,
    problems: {},
    problem: undefined,
    fault: undefined,
    tooLargeToStore: false,
    share: 0,
    repeating: undefined,
    open: nothing,
    openFile: async () => {},
    edit: nothing,
    change: nothing,
    discardDraft: nothing,
    play: nothing,
    pause: nothing,
    playTo: nothing,
    toggle: nothing,
    step: nothing,
    reset: nothing,
    observe: nothing,
    refuse: nothing,
    dismiss: nothing,
    repeat: () => Promise.resolve(),
    cancel: nothing,
    ...changes,
  };
};

/** A study page's definition around a state. */
export function studyOf(state: StudyState, changes: Partial<StudyDefinition> = {}): StudyDefinition {
  const read = <T,>(select: (state: StudyState) => T) => select(state);
  return {
    page: 'transfer',
    words: 'transfer',
    viewWords: 'transferViews',
    useStore: Object.assign(read, { getState: () => state }),
    ready: {},
    maxSeeds: 30,
    usePhase: () => 'Teacher: step 3 of 9',
    useRepeats: () => ({ done: 0, progress: undefined }),
    views: {},
    ...changes,
  };
}

/** The HTML of a component within a study's page. */
export const render = (element: ReactElement, study = studyOf(idleState())): string =>
  renderToStaticMarkup(
    <MantineProvider env="test">
      <StudyProvider value={study}>{element}</StudyProvider>
    </MantineProvider>,
  );

/** The text that a reader sees, without marks. */
export const textOf = (html: string): string =>
  html
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#x27;', "'")
    .trim();
