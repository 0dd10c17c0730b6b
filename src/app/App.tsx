import { Title } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Centre } from '../features/observe';
import { Setup } from '../features/setup';
import { Refusals, ShareBar, ShortcutsHelp } from '../features/share';
import { loadWords } from '../locales/i18n';
import { useLab } from '../store/lab';
import { ErrorBoundary } from './ErrorBoundary';
import { LanguageSwitch } from './LanguageSwitch';
import { loadPart } from './missingFile';
import { PageTabs } from './PageTabs';
import { SchemeSwitch } from './SchemeSwitch';
import { VersionNotice } from './version/VersionNotice';

/** A room behind the first view, with its words. */
const lazyPage = (words: string | readonly string[], load: () => Promise<{ default: ComponentType }>) =>
  lazy(async () => {
    const [found] = await loadPart(() => Promise.all([load(), ...[words].flat().map(loadWords)]));
    return found;
  });

// Charts and the drop target come behind the first view, which must be quick to answer.
const Outcome = lazy(() => loadPart(() => import('../features/observe/Outcome')));
const Compare = lazyPage(['study', 'compare'], () => import('../features/compare/Compare'));
const PhaseMap = lazyPage('map', () => import('../features/map/PhaseMap'));
const DistillationPage = lazyPage(
  ['study', 'distillation', 'distillationViews'],
  () => import('../features/distillation/DistillationPage'),
);
const TransferPage = lazyPage(
  ['study', 'transfer', 'transferViews'],
  () => import('../features/transfer/TransferPage'),
);
const Library = lazyPage('library', () => import('../features/library/Library'));
const FileDrop = lazy(() => loadPart(() => import('../features/share/FileDrop')));

/** The page's header, and the room that is open. */
export function App() {
  const page = useLab((lab) => lab.page);
  return (
    <div className={page === 'lab' ? 'lab' : 'room'}>
      <header>
        <Title order={1} size="h4" style={{ whiteSpace: 'nowrap' }}>
          Gradient Lab
        </Title>
        <PageTabs />
        {page === 'lab' && <ShareBar />}
        <span style={{ flex: 1 }} />
        <LanguageSwitch />
        <SchemeSwitch />
        <ShortcutsHelp />
        {page === 'lab' && <Refusals />}
      </header>
      {page === 'lab' ? (
        <Workbench />
      ) : (
        <main>
          <ErrorBoundary scope={page}>
            <Suspense>
              {page === 'compare' && <Compare />}
              {page === 'map' && <PhaseMap />}
              {page === 'distil' && <DistillationPage />}
              {page === 'transfer' && <TransferPage />}
              {page === 'library' && <Library />}
            </Suspense>
          </ErrorBoundary>
        </main>
      )}
      <ErrorBoundary>
        <Suspense>
          <FileDrop />
        </Suspense>
      </ErrorBoundary>
      <VersionNotice />
    </div>
  );
}

/** One experiment: controls left, the network and its gradients in the middle, the outcome right. */
function Workbench() {
  const { t } = useTranslation('app');
  return (
    <>
      <aside aria-label={t('controls')}>
        <Setup />
      </aside>
      <main>
        <Centre />
      </main>
      <section className="outcome" aria-label={t('outcome')}>
        <ErrorBoundary>
          <Suspense>
            <Outcome />
          </Suspense>
        </ErrorBoundary>
      </section>
    </>
  );
}
