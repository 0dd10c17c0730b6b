import { MantineProvider } from '@mantine/core';
import './mantine.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { isLanguage } from '../base/languages';
import { onMissingFile, reportMissingFile } from '../base/missingFile';
import { nameFields } from '../base/problem';
import { changeLanguage, startI18n } from '../locales/i18n';
import { reopenCodePane } from '../store/codePane';
import { isEmbedded } from '../store/embedded';
import { useLab } from '../store/lab';
import { App, firstParts, narrow } from './App';
import { ErrorBoundary } from './ErrorBoundary';
import './app.css';
// Charts that load later use these. A sheet that came with them would make the browser put all rules in order anew.
import '../charts/legend.css';
import '../charts/network/networkDiagram.css';
import { styleNonce } from './styleNonce';
import { firstPicture, narrowBar, stylesLoaded, TakeOver } from './takeOver';
import { theme } from './theme';
import { keepVersion, useVersion } from './version/version';

// Vite fires the event for each file that an `import()` does not get, whoever asked for it.
addEventListener('vite:preloadError', reportMissingFile);
onMissingFile(() => useVersion.setState({ missing: true }));

const query = new URLSearchParams(location.search);
const asked = query.get('lang');
if (isEmbedded && isLanguage(asked)) useLab.getState().setLanguage(asked);
if (!isEmbedded) reopenCodePane();
const { language } = useLab.getState();
await Promise.all([
  startI18n(language),
  stylesLoaded(),
  firstPicture(),
  narrowBar(narrow),
  isEmbedded || firstParts(useLab.getState().page),
]);
// The prerendered page has its language already. Setting it again makes the browser compute all styles anew.
if (document.documentElement.lang !== language) document.documentElement.lang = language;
useLab.subscribe((lab, before) => {
  if (lab.language === before.language) return;
  document.documentElement.lang = lab.language;
  void changeLanguage(lab.language);
});

// Inside another page there is no header, and nothing is kept.
const Root = isEmbedded ? (await import('./Embedded')).Embedded : App;
const scheme = query.get('theme');
const asAsked =
  isEmbedded && (scheme === 'light' || scheme === 'dark') ? ({ forceColorScheme: scheme } as const) : {};

// The built page has the theme's variables in its head.
const hasVariables = document.head.querySelector('style[data-mantine-styles]') !== null;

const root = createRoot(document.getElementById('root')!);
// React renders in time slices, so the prerendered view stays responsive meanwhile.
startTransition(() =>
  root.render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        {...asAsked}
        getStyleNonce={styleNonce}
        withGlobalClasses={false}
        withCssVariables={!hasVariables}
      >
        <TakeOver />
        <ErrorBoundary>
          <Root />
        </ErrorBoundary>
      </MantineProvider>
    </StrictMode>,
  ),
);

// From here on the page itself reports files that failed to load; see public/start.js.
document.documentElement.dataset.started = '';
document.getElementById('not-started')?.remove();

// The recorder keeps every run. The database loads after the first view.
if (!isEmbedded)
  void import('../store/recorder').then(
    ({ startRecorder }) => startRecorder(),
    () => useLab.setState({ notKept: 'blocked' }),
  );

// Most systems never force their colours.
const forced = matchMedia('(forced-colors: active)');
const followForced = () => void (forced.matches && import('./forcedColors.css'));
forced.addEventListener('change', followForced);
followForced();

// Problems name fields as the page does. Until then they give the path.
void import('../schema/fieldLabel').then(({ fieldLabel }) => nameFields(fieldLabel));

if (import.meta.env.PROD && !isEmbedded) void keepVersion();
