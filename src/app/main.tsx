import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { nameFields } from '../base/problem';
import { changeLanguage, i18n, startI18n } from '../locales/i18n';
import { useLab } from '../store/lab';
import { App } from './App';
import { ErrorBoundary } from './ErrorBoundary';
import './app.css';
import { styleNonce } from './styleNonce';
import { firstPicture, stylesReady } from './takeOver';
import { theme } from './theme';
import { keepVersion } from './version/version';

const { language } = useLab.getState();
await Promise.all([startI18n(language), stylesReady(), firstPicture()]);
document.documentElement.lang = language;
useLab.subscribe((lab, before) => {
  if (lab.language === before.language) return;
  document.documentElement.lang = lab.language;
  void changeLanguage(lab.language);
});

const root = createRoot(document.getElementById('root')!);
// React renders in time slices, so the prerendered view stays responsive meanwhile.
startTransition(() =>
  root.render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
          <ErrorBoundary>
            <App />
          </ErrorBoundary>
        </MantineProvider>
      </I18nextProvider>
    </StrictMode>,
  ),
);

// From here on the page itself reports files that failed to load; see public/start.js.
document.documentElement.dataset.started = '';

// The recorder keeps every run. The database loads after the first view.
void import('../store/recorder').then(({ startRecorder }) => startRecorder());

// Most systems never force their colours.
const forced = matchMedia('(forced-colors: active)');
const followForced = () => void (forced.matches && import('./forcedColors.css'));
forced.addEventListener('change', followForced);
followForced();

// Problems name fields as the page does. Until then they give the path.
void import('../schema/fieldLabel').then(({ fieldLabel }) => nameFields(fieldLabel));

if (import.meta.env.PROD) void keepVersion();
