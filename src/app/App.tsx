import { MantineThemeProvider, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ComponentType, Suspense, useEffect } from 'react';
import { Centre, centreParts, PlayBar } from '../features/observe';
import { Setup } from '../features/setup';
import { Refusals, ShareBar } from '../features/share';
import { ShortcutsHelp } from '../features/shortcuts';
import { loadWords } from '../locales/i18n';
import { type LazyPart, lazyPart, loadedPart } from '../locales/lazyPart';
import { useTranslation } from '../locales/useTranslation';
import { useAssigned } from '../store/assigned';
import { useCodeLibrary } from '../store/codePane';
import { useImporting } from '../store/importing';
import { useLab } from '../store/lab';
import { useMatching } from '../store/matching';
import { useRunningJobs } from '../store/runningJobs';
import type { Page } from '../store/state';
import { ChartChoicesInAddress } from './ChartChoicesInAddress';
import { ErrorBoundary } from './ErrorBoundary';
import { GuideButton } from './GuideButton';
import { LanguageSwitch } from './LanguageSwitch';
import { loadPart } from './loadPart';
import { Notices } from './Notices';
import { PageTabs } from './PageTabs';
import { QuickBar } from './QuickBar';
import { SchemeSwitch } from './SchemeSwitch';
import { useSteady } from './useSteady';
import { VersionNotice } from './version/VersionNotice';

/** A page that is not open at first, loaded with its texts. If a file is missing, the page's place says so. */
const lazyPage = (words: string | readonly string[], load: () => Promise<{ default: ComponentType }>) =>
  loadedPart(async () => {
    const [found] = await loadPart(() => Promise.all([load(), ...[words].flat().map(loadWords)]));
    return found;
  });

/** The same for what lies over or beside a page; without its files there is nothing in its place. */
const lazyAside = (words: string, load: () => Promise<{ default: ComponentType }>) =>
  lazyPart(async () => (await Promise.all([load(), loadWords(words)]))[0]);

// Charts and the drop target load after the first view, which must respond quickly.
const Outcome = loadedPart(() => loadPart(() => import('../features/observe/Outcome')));
const LearnPage = lazyPage('learn', () => import('../features/learn/LearnPage'));
const Compare = lazyPage(['study', 'compare'], () => import('../features/compare/Compare'));
const PhaseMap = lazyPage(['study', 'map'], () => import('../features/map/PhaseMap'));
const DistillationPage = lazyPage(
  ['study', 'distillation', 'distillationViews'],
  () => import('../features/distillation/DistillationPage'),
);
const TransferPage = lazyPage(
  ['study', 'transfer', 'transferViews'],
  () => import('../features/transfer/TransferPage'),
);
const Library = lazyPage('library', () => import('../features/library/Library'));
const ModelsPage = lazyPage(['study', 'models'], () => import('../features/models/ModelsPage'));
const ImportDialog = lazyAside('import', () => import('../features/import/ImportDialog'));
const MatchDialog = lazyAside('weights', () => import('../features/weights/MatchDialog'));
const AssignmentPanel = lazyAside('assignments', () => import('../features/assignments/AssignmentPanel'));
const CodePane = lazyAside('code', () => import('../features/code/CodePane'));
const UndoButtons = lazyPart(() => import('./UndoButtons'));
const RunningJobs = lazyPart(() => import('./RunningJobs'));
const FileDrop = lazyPart(() => import('../features/share/FileDrop'));

const rooms: Record<Exclude<Page, 'lab'>, LazyPart<object>> = {
  learn: LearnPage,
  compare: Compare,
  map: PhaseMap,
  distil: DistillationPage,
  transfer: TransferPage,
  library: Library,
  models: ModelsPage,
};

/** Loads what the page shows as it opens. Without this React shows its place empty for 300 milliseconds. */
export async function firstParts(page: Page): Promise<void> {
  const parts: readonly LazyPart<never>[] =
    page === 'lab' ? [...centreParts, Outcome, UndoButtons] : [rooms[page], UndoButtons];
  await Promise.all(parts.map((part) => part.preload()));
}

/** Below this width the settings become a bar and a drawer, so that a user sees the charts while changing a setting. */
export const narrow = '(max-width: 1080px)';

/** The prerendered view has the bar for narrow windows too, and hides it in wide ones, so that nothing moves when the scripts take over. */
const prerendered = typeof document === 'undefined';

/** The whole page. Every dialog's close button is named in the page's language; a menu that is too long scrolls by keyboard. */
export function App() {
  const { t } = useTranslation('start');
  const closeButton = { defaultProps: { 'aria-label': t('app:close') } };
  return (
    <MantineThemeProvider
      theme={{
        components: {
          ModalCloseButton: closeButton,
          DrawerCloseButton: closeButton,
          Menu: { defaultProps: { menuItemTabIndex: 0 } },
        },
      }}
    >
      <OpenPage />
    </MantineThemeProvider>
  );
}

/** The header and the page that is open. */
function OpenPage() {
  const { t } = useTranslation('start');
  const page = useLab((lab) => lab.page);
  const inLab = page === 'lab';
  const Room = page === 'lab' ? undefined : rooms[page];
  useEffect(() => {
    document.title = inLab ? 'Gradient Lab' : `${t(`app:pages.${page}`)} · Gradient Lab`;
  }, [t, inLab, page]);
  const isNarrow = useSteady(useMediaQuery(narrow, undefined, { getInitialValueInEffect: false }) ?? false);
  const matching = useMatching(({ opened }) => opened !== undefined);
  const importing = useImporting(({ source, pictures }) => (source ?? pictures) !== undefined);
  return (
    <div className={inLab ? 'lab' : 'room'}>
      <header>
        <a className="skip-link" href="#main">
          {t('skip')}
        </a>
        <div className="brand">
          <Title order={1} size="h4">
            Gradient Lab
          </Title>
          <nav aria-label={t('rooms')}>
            <PageTabs />
          </nav>
        </div>
        {inLab && (
          <section className="bar" aria-label={t('run')}>
            <PlayBar />
            {(isNarrow || prerendered) && <QuickBar />}
          </section>
        )}
        <div className="tools">
          {inLab && <ShareBar />}
          <span style={{ flex: 1 }} />
          <OtherJobs page={page} />
          <div className="icons">
            <Suspense fallback={<span className="undo" />}>
              <UndoButtons page={page} />
            </Suspense>
            <LanguageSwitch />
            <SchemeSwitch />
            {inLab && <GuideButton />}
            <ShortcutsHelp />
          </div>
        </div>
      </header>
      <ChartChoicesInAddress page={page}>
        {Room === undefined ? (
          <Workbench isNarrow={isNarrow} />
        ) : (
          <main id="main" tabIndex={-1}>
            <h2 className="visually-hidden">{t(`app:pages.${page}`)}</h2>
            <ErrorBoundary scope={page}>
              <Suspense>
                <Room key={page} />
              </Suspense>
            </ErrorBoundary>
          </main>
        )}
      </ChartChoicesInAddress>
      <ErrorBoundary>
        <Suspense>
          <FileDrop />
          {importing && <ImportDialog />}
          {matching && <MatchDialog />}
        </Suspense>
      </ErrorBoundary>
      <Notices>
        <VersionNotice />
        {inLab && <Refusals />}
      </Notices>
    </div>
  );
}

/** What runs in rooms that are not open. */
function OtherJobs({ page }: { readonly page: Page }) {
  const jobs = useRunningJobs((running) => running.jobs).filter((job) => job.page !== page);
  if (jobs.length === 0) return null;
  return (
    <Suspense>
      <RunningJobs jobs={jobs} />
    </Suspense>
  );
}

/** One experiment. Controls are on the left, the network and its gradients in the middle, the outcome on the right. */
function Workbench({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation('start');
  const assigned = useAssigned(({ file }) => file !== '');
  const showsCode = useCodeLibrary() !== undefined;
  return (
    <>
      {!isNarrow && (
        <aside className="settings" aria-label={t('app:controls')}>
          <Setup />
        </aside>
      )}
      <main id="main" tabIndex={-1}>
        {assigned && (
          <Suspense>
            <AssignmentPanel />
          </Suspense>
        )}
        <Centre />
      </main>
      <aside className="outcome" aria-label={t('app:outcome')}>
        <Title order={2} size="sm">
          {t('learns')}
        </Title>
        <ErrorBoundary>
          <Suspense>
            <Outcome />
          </Suspense>
        </ErrorBoundary>
      </aside>
      {showsCode && (
        <ErrorBoundary>
          <Suspense>
            <CodePane />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
