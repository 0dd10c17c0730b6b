import type { ReactNode } from 'react';
import type { Language } from '../../base/languages';
import { useTranslation } from '../../locales/useTranslation';
import type { Chapter, ChapterText } from './chapters';
import { chapterNumber } from './chapters';
import { ChapterContext } from './figures/chapterContext';

/** A sentence that a test of the same id measures; see tests/unit/features/learn/claims.ts. */
function Claim({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return <span data-claim={id}>{children}</span>;
}

interface ChapterBodyProps {
  readonly chapter: Chapter;
  readonly language: Language;
  readonly text: ChapterText;
  /** In pre-rendered text: the address of the page on which the figures are live. */
  readonly liveAt?: string | undefined;
  /** Shows what stands behind a question without an answer. */
  readonly whole?: boolean;
}

/** The title and the text of a chapter. */
export function ChapterBody({ chapter, language, text, liveAt, whole = false }: ChapterBodyProps) {
  const { t } = useTranslation('learn');
  const { default: Content, minutes } = text;
  return (
    <ChapterContext value={{ chapter: chapter.id, liveAt, whole }}>
      <article className="chapter" lang={language}>
        <p className="chapter-number">{t('chapterNumber', { number: chapterNumber(chapter), minutes })}</p>
        <h2>{chapter.title[language]}</h2>
        <Content components={{ Claim }} />
      </article>
    </ChapterContext>
  );
}
