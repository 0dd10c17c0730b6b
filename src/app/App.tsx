import { Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Centre } from '../features/observe';
import { Setup } from '../features/setup';
import { ShareBar, ShortcutsHelp } from '../features/share';
import { LanguageSwitch } from './LanguageSwitch';
import { SchemeSwitch } from './SchemeSwitch';

// Charts and the drop target come behind the first view, which must be quick to answer.
const Outcome = lazy(() => import('../features/observe/Outcome'));
const FileDrop = lazy(() => import('../features/share/FileDrop'));

/** The whole page: controls left, the network and its gradients in the middle, the outcome right. */
export function App() {
  const { t } = useTranslation('app');
  return (
    <div className="lab">
      <header>
        <Title order={1} size="h4" style={{ whiteSpace: 'nowrap' }}>
          Gradient Lab
        </Title>
        <ShareBar />
        <span style={{ flex: 1 }} />
        <LanguageSwitch />
        <SchemeSwitch />
        <ShortcutsHelp />
      </header>
      <aside aria-label={t('controls')}>
        <Setup />
      </aside>
      <main>
        <Centre />
      </main>
      <section className="outcome" aria-label={t('outcome')}>
        <Suspense>
          <Outcome />
        </Suspense>
      </section>
      <Suspense>
        <FileDrop />
      </Suspense>
    </div>
  );
}
