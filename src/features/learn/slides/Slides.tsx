import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../locales/useTranslation';
import { placeIn, searchFor } from '../address';
import './slides.css';
import { slidesOf } from './groups';

interface SlidesProps {
  /** The slide that is shown first, counted from 1. */
  readonly first: number;
  readonly onClose: () => void;
  /** A chapter. */
  readonly children: ReactNode;
}

/** Where arrow keys have a meaning of their own. */
const ownKeys = 'input, select, textarea, [role="slider"], [role="radio"], [role="tab"]';

const kindOf = (element: Element) =>
  /^H[34]$/.test(element.tagName)
    ? ('heading' as const)
    : element.matches('figure, table, pre, details, .figure-table')
      ? ('alone' as const)
      : ('text' as const);

/** A chapter as slides in large type, on the whole screen where the browser allows it. Arrow keys turn them. */
export default function Slides({ first, onClose, children }: SlidesProps) {
  const { t } = useTranslation('learn');
  const box = useRef<HTMLDivElement>(null);
  const [place, setAt] = useState(first - 1);
  const [count, setCount] = useState(first);
  const at = Math.min(place, count - 1);
  // The slides are counted, and the keys listened to, before the first is painted: a key pressed at once turns it.
  useLayoutEffect(() => {
    const show = () => {
      const blocks = [...box.current!.querySelectorAll('.chapter > *')];
      const slides = slidesOf(blocks.map(kindOf));
      for (const [i, block] of blocks.entries()) block.classList.toggle('on-slide', slides[i] === at);
      setCount((slides.at(-1) ?? 0) + 1);
    };
    show();
    // An answered question adds what follows it.
    const observer = new MutationObserver(show);
    const chapter = box.current!.querySelector('.chapter');
    if (chapter) observer.observe(chapter, { childList: true });
    return () => observer.disconnect();
  }, [at]);
  // Slides are turned without entries of the browser's history.
  useEffect(() => {
    const { chapter } = placeIn(location.search);
    history.replaceState(history.state, '', searchFor({ chapter, as: 'slides', slide: at + 1 }));
  }, [at]);
  useEffect(() => {
    const element = box.current!;
    element.focus();
    // Where the whole screen is refused, the slides fill the window.
    element.requestFullscreen?.().catch(() => undefined);
    const left = () => document.fullscreenElement === null && onClose();
    document.addEventListener('fullscreenchange', left);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [onClose]);
  const turn = (to: number) => setAt(Math.min(count - 1, Math.max(0, to)));
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as Element;
      const turns: Readonly<Record<string, number>> = {
        ArrowRight: at + 1,
        ArrowLeft: at - 1,
        PageDown: at + 1,
        PageUp: at - 1,
        Home: 0,
        End: count - 1,
      };
      if (event.key === 'Escape') onClose();
      else if (event.key in turns && !target.matches(ownKeys)) {
        setAt(Math.min(count - 1, Math.max(0, turns[event.key]!)));
        event.preventDefault();
      } else return;
      event.stopPropagation();
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, [at, count, onClose]);
  return (
    <section className="slides book" ref={box} tabIndex={-1} aria-label={t('slides')}>
      {children}
      <div className="slide-controls">
        <button
          type="button"
          aria-label={t('previousSlide')}
          disabled={at === 0}
          onClick={() => turn(at - 1)}
        >
          ←
        </button>
        <span role="status">
          {at + 1} / {count}
        </span>
        <button
          type="button"
          aria-label={t('nextSlide')}
          disabled={at === count - 1}
          onClick={() => turn(at + 1)}
        >
          →
        </button>
        <button type="button" onClick={onClose}>
          {t('closeSlides')}
        </button>
      </div>
    </section>
  );
}
