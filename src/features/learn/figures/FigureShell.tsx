import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../../../locales/useTranslation';
import { isEmbedded } from '../../../store/embedded';
import { type FigureSettings, placeIn, searchFor } from '../address';
import { ChapterContext } from './chapterContext';
import { MoreLink } from './MoreLink';
import { type Openable, openInLab } from './openInLab';
import { Seen } from './seen';
import { TableLink } from './TableLink';

interface FigureContextValue {
  readonly settings: FigureSettings;
  set(name: string, value: string): void;
}

const FigureContext = createContext<FigureContextValue>({ settings: {}, set: () => {} });

/** The settings of the surrounding figure. */
export const useFigureSettings = () => use(FigureContext);

interface FigureShellProps {
  /** Its name in links, one of its chapter. */
  readonly id: string;
  /** Height in pixels that is reserved before the figure is drawn, at a width of about 700 pixels. */
  readonly height: number;
  /** The experiment, distillation, transfer or map that "Open in the lab" opens. */
  readonly spec?: ((settings: FigureSettings) => Openable) | undefined;
  /** Whether its numbers stand in a table rather than in a chart, which has an export of its own. */
  readonly inTable?: boolean;
  /** The caption, written in the chapter. */
  readonly caption: ReactNode;
  readonly children: ReactNode;
}

/**
 * A live figure of a chapter: its picture with its controls, a caption, and links. Its content is created when it is first
 * seen, and is told by `useSeen` whether it is seen now. In the pre-rendered text it is its caption and a link.
 */
export function FigureShell({ id, height, spec, inTable, caption, children }: FigureShellProps) {
  const { t } = useTranslation('learn');
  const { chapter, liveAt } = use(ChapterContext);
  const box = useRef<HTMLElement>(null);
  const [seen, setSeen] = useState(false);
  const [started, setStarted] = useState(false);
  const [settings, setSettings] = useState<FigureSettings>(() => {
    const place = placeIn(globalThis.location?.search ?? '');
    return place.chapter === chapter && place.figure === id ? (place.settings ?? {}) : {};
  });
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        setSeen(entry!.isIntersecting);
        if (entry!.isIntersecting) setStarted(true);
      },
      { rootMargin: '120px' },
    );
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  const context = useMemo(
    () => ({
      settings,
      set: (name: string, value: string) => setSettings((before) => ({ ...before, [name]: value })),
    }),
    [settings],
  );
  const link = searchFor({ chapter, figure: id, settings });
  return (
    <figure id={id} ref={box} className="live-figure">
      {liveAt === undefined ? (
        <div className="live-content" style={started ? undefined : { minHeight: height }}>
          {started && (
            <Seen value={seen}>
              <FigureContext value={context}>{children}</FigureContext>
            </Seen>
          )}
        </div>
      ) : (
        <p className="live-elsewhere">
          <a href={`${liveAt}${link}`}>{t('openLive')}</a>
        </p>
      )}
      <figcaption>{caption}</figcaption>
      {liveAt === undefined && !isEmbedded && (
        <p className="figure-links">
          {spec && (
            <button type="button" onClick={() => void openInLab(spec(settings))}>
              {t('openInLab')}
            </button>
          )}
          {inTable && <TableLink id={id} figure={box} />}
          <ShareLink link={link} />
          <MoreLink link={link} />
        </p>
      )}
    </figure>
  );
}

/** Copies the figure's link with its settings; without a clipboard the link is shown. */
function ShareLink({ link }: { readonly link: string }) {
  const { t } = useTranslation('learn');
  const [copied, setCopied] = useState<string>();
  const [byHand, setByHand] = useState<string>();
  const copy = async () => {
    const address = new URL(link, location.href);
    address.hash = '';
    try {
      await navigator.clipboard.writeText(address.href);
      setCopied(link);
    } catch {
      // Without permission for the clipboard, the link is shown for copying by hand.
      setByHand(address.href);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {t(copied === link ? 'linkCopied' : 'copyLink')}
      </button>
      {byHand !== undefined && <input readOnly value={byHand} aria-label={t('copyByHand')} />}
    </>
  );
}
