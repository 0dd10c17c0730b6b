import { lazy, Suspense, useEffect, useRef } from 'react';
import { EmbeddedExperiment, embedOptionsIn, tellSize } from '../features/embed';
import { loadWords } from '../locales/i18n';
import { useLab } from '../store/lab';
import { ErrorBoundary } from './ErrorBoundary';
import { loadPart } from './loadPart';
import { Notices } from './Notices';
import { VersionNotice } from './version/VersionNotice';

const EmbeddedFigure = lazy(async () => {
  const [found] = await loadPart(() =>
    Promise.all([import('../features/learn/EmbeddedFigure'), loadWords('learn')]),
  );
  return found;
});

const options = embedOptionsIn(location.search);
await loadWords('embed');

/** The page inside another page: one experiment or one figure (docs/embedding.md). */
export function Embedded() {
  const box = useRef<HTMLElement>(null);
  const page = useLab((lab) => lab.page);
  useEffect(() => tellSize(box.current!), []);
  return (
    <main id="main" className="embedded" ref={box}>
      <ErrorBoundary>
        <Suspense>{page === 'learn' ? <EmbeddedFigure /> : <EmbeddedExperiment {...options} />}</Suspense>
      </ErrorBoundary>
      <Notices>
        <VersionNotice />
      </Notices>
    </main>
  );
}
