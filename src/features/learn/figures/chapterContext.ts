import { createContext } from 'react';

/** The chapter that a figure stands in. */
interface ChapterPlace {
  readonly chapter: string;
  /** In pre-rendered text: the address of the page on which the figure is live. */
  readonly liveAt: string | undefined;
}

export const ChapterContext = createContext<ChapterPlace>({ chapter: '', liveAt: undefined });
