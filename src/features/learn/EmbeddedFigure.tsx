import { useEffect, useState } from 'react';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { placeIn, searchFor } from './address';
import { ChapterBody } from './ChapterBody';
import { type ChapterText, chapterNamed, loadChapter } from './chapters';
import 'katex/dist/katex.min.css';
import './learn.css';

/** One figure of the book by itself. Its chapter is there, unseen, because the figure's caption stands in it. */
export default function EmbeddedFigure() {
  const { t } = useTranslation('learn');
  const language = useLanguage();
  const [{ chapter: id, figure }] = useState(() => placeIn(location.search));
  const chapter = chapterNamed(id);
  const [text, setText] = useState<ChapterText>();
  useEffect(() => {
    if (chapter) void loadChapter(chapter, language).then(setText);
  }, [chapter, language]);
  useEffect(() => {
    if (text && figure) document.getElementById(figure)?.classList.add('shown-figure');
  }, [text, figure]);
  if (!chapter) return <p role="alert">{t('noFigure')}</p>;
  return (
    <div className="book">
      {text && <ChapterBody chapter={chapter} language={language} text={text} />}
      <a href={`${location.pathname}${searchFor({ chapter: id, figure })}`} target="_blank" rel="noopener">
        {t('inTheBook', { title: chapter.title[language] })}
      </a>
    </div>
  );
}
