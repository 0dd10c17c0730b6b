import { type MouseEvent, Suspense, useCallback, useEffect, useState } from 'react';
import { loadWords } from '../../locales/i18n';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { type ExerciseView, exerciseViews, openExerciseLink } from '../../store/exercise';
import { tellHost } from '../../store/host';
import { type Mode, type Place, placeIn, searchFor } from './address';
import { ChapterBody } from './ChapterBody';
import {
  type Chapter,
  type ChapterText,
  chapterNamed,
  chapters,
  loadChapter,
  type NamedChapter,
} from './chapters';
import 'katex/dist/katex.min.css';
import './learn.css';
import { lazyPart } from '../../locales/lazyPart';

const Exercises = lazyPart(async () => {
  const [{ Exercises: found }] = await Promise.all([import('../assignments'), loadWords('assignments')]);
  return { default: found };
});

const Slides = lazyPart(() => import('./slides/Slides'));
const Worksheet = lazyPart(() => import('./worksheet/Worksheet'));

/** The place that the address names. A link to an assignment or an answer opens it, and leaves the address. */
function currentPlace(): Place {
  if (location.hash && openExerciseLink(location.hash)) {
    history.replaceState(history.state, '', searchFor({ chapter: 'task' }));
  }
  return placeIn(location.search);
}

/** The page of the book: its contents, or the chapter that the address names. */
export default function LearnPage() {
  const [place, setPlace] = useState<Place>(currentPlace);
  useEffect(() => {
    const follow = () => setPlace(currentPlace());
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
    };
  }, []);
  const open = useCallback((next: Place) => {
    const search = searchFor(next);
    history.pushState(history.state, '', search);
    setPlace(placeIn(search));
  }, []);
  const go = (id?: string) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open({ chapter: id });
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const chapter = chapterNamed(place.chapter);
  const view = exerciseViews.find((one) => one === place.chapter);
  return (
    <div className="book">
      {chapter ? (
        <OpenChapter chapter={chapter} place={place} go={go} open={open} />
      ) : view ? (
        <Suspense>
          <Exercises view={view} searchFor={(id) => searchFor({ chapter: id })} go={go} />
        </Suspense>
      ) : (
        <Contents go={go} />
      )}
    </div>
  );
}

interface Going {
  readonly go: (chapter?: string) => (event: MouseEvent) => void;
}

function Contents({ go }: Going) {
  const { t } = useTranslation('learn');
  const language = useLanguage();
  return (
    <article className="chapter contents">
      <h2>{t('title')}</h2>
      <p>{t('introduction')}</p>
      <ol>
        {chapters.map(({ id, title, summary }) => (
          <li key={id}>
            <a href={searchFor({ chapter: id })} onClick={go(id)}>
              {title[language]}
            </a>
            <p>{summary[language]}</p>
          </li>
        ))}
      </ol>
      <h3>{t('exercises.title')}</h3>
      <ul>
        {(['challenges', 'assign', 'verify'] as const satisfies readonly ExerciseView[]).map((view) => (
          <li key={view}>
            <a href={searchFor({ chapter: view })} onClick={go(view)}>
              {t(`exercises.${view}`)}
            </a>
            <p>{t(`exercises.${view}About`)}</p>
          </li>
        ))}
      </ul>
    </article>
  );
}

interface OpenChapterProps extends Going {
  readonly chapter: NamedChapter;
  readonly place: Place;
  readonly open: (place: Place) => void;
}

function OpenChapter({ chapter, place, go, open }: OpenChapterProps) {
  const { t } = useTranslation('learn');
  const language = useLanguage();
  const [text, setText] = useState<{
    readonly of: Chapter;
    readonly language: string;
    readonly text: ChapterText;
  }>();
  const [fault, setFault] = useState<Error>();
  const { as: mode } = place;
  const show = useCallback((as?: Mode) => open({ chapter: chapter.id, as }), [open, chapter]);
  const read = useCallback(() => show(), [show]);
  useEffect(() => {
    let isCurrent = true;
    loadChapter(chapter, language).then(
      (loaded) => isCurrent && setText({ of: chapter, language, text: loaded }),
      (error: Error) => isCurrent && setFault(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [chapter, language]);
  const ready = text?.of === chapter && text.language === language;
  const { figure } = place;
  useEffect(() => {
    if (ready && figure) document.getElementById(figure)?.scrollIntoView({ block: 'start' });
  }, [ready, figure]);
  // A page around this one may want to know that the end was reached.
  const end = useCallback(
    (nav: HTMLElement | null) => {
      if (!nav) return;
      const observer = new IntersectionObserver(([entry]) => {
        if (entry!.isIntersecting) tellHost({ kind: 'chapter', chapter: chapter.id });
      });
      observer.observe(nav);
      return () => observer.disconnect();
    },
    [chapter],
  );
  if (fault) throw fault;
  if (!ready) return null;
  const at = chapters.findIndex(({ id }) => id === chapter.id);
  const [before, after]: readonly (Chapter | undefined)[] = [chapters[at - 1], chapters[at + 1]];
  const body = (
    <ChapterBody
      key={`${chapter.id} ${language}`}
      chapter={chapter}
      language={language}
      text={text.text}
      whole={mode === 'worksheet'}
    />
  );
  if (mode === 'slides') {
    return (
      <Suspense>
        <Slides first={place.slide ?? 1} onClose={read}>
          {body}
        </Slides>
      </Suspense>
    );
  }
  if (mode === 'worksheet') {
    return (
      <Suspense>
        <Worksheet chapter={chapter} onClose={read}>
          {body}
        </Worksheet>
      </Suspense>
    );
  }
  return (
    <>
      <nav className="chapter-links" aria-label={t('chapters')}>
        <a href={searchFor({})} onClick={go()}>
          {t('contents')}
        </a>
        <span className="chapter-modes">
          <button type="button" onClick={() => show('slides')}>
            {t('slides')}
          </button>
          <button type="button" onClick={() => show('worksheet')}>
            {t('worksheet')}
          </button>
          {import.meta.env.MODE !== 'single' && (
            <a href={`./learn/${language}/${chapter.id}.html`}>{t('printable')}</a>
          )}
        </span>
      </nav>
      {body}
      <nav className="chapter-links" aria-label={t('beforeAfter')} ref={end}>
        {before ? (
          <a href={searchFor({ chapter: before.id })} onClick={go(before.id)}>
            ← {before.title[language]}
          </a>
        ) : (
          <span />
        )}
        {after && (
          <a href={searchFor({ chapter: after.id })} onClick={go(after.id)}>
            {after.title[language]} →
          </a>
        )}
      </nav>
    </>
  );
}
