import { createContext } from 'react';

/** The chapter that a figure stands in. */
interface ChapterPlace {
  readonly chapter: string;
  /** In pre-rendered text: the address of the page on which the figure is live. */
  readonly liveAt: string | undefined;
  /** Whether what stands behind a question is shown without an answer. */
  readonly whole: boolean;
}

export const ChapterContext = createContext<ChapterPlace>({ chapter: '', liveAt: undefined, whole: false });
