import { MantineProvider } from '@mantine/core';
import '../mantine.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadWords, startI18n } from '../../locales/i18n';
import '../app.css';
import { theme } from '../theme';
import { embeddedLogs } from './embedded';
import { Report } from './Report';

/** The page of a report: the room of real models with the logs that `gradient_lab.report` put into this file. */
const language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
document.documentElement.lang = language;
await startI18n(language);
await Promise.all(['models', 'study'].map(loadWords));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Report logs={await embeddedLogs(document)} />
    </MantineProvider>
  </StrictMode>,
);
