import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { prerender } from 'react-dom/static';
import { openKernels } from '../engine/kernels/open';
import { type FiniteWidth, finiteWidth } from '../engine/theory/finiteWidth';
import first from '../locales/first.zh-CN';
import { startI18n } from '../locales/i18n';
import { serializeExperiment } from '../schema/parse';
import type { Command, Report } from '../worker/protocol';
import { TrainingSession } from '../worker/session';
import { theme } from './theme';

/** A training worker in the same process. It runs the same session without a thread. */
class SessionWorker {
  onmessage: ((event: { readonly data: Report }) => void) | undefined;
  private readonly session = new TrainingSession({
    post: (report) => setImmediate(() => this.onmessage?.({ data: report })),
    openKernels,
    calibrate: async () => ({ chosen: 'wasm', timings: [], layers: 0 }),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });

  postMessage(command: Command): void {
    void this.session.handle(command);
  }

  terminate(): void {}
}

/** The first view as a page shows it before any script runs. */
export interface FirstView {
  readonly html: string;
  /** The view's experiment, in the form that the page stores. */
  readonly experiment: string;
  /** The band of networks of the view's experiment. To draw them takes the page two seconds of processor time. */
  readonly band: { readonly elementId: string; readonly content: FiniteWidth };
  /** The view's first sentence in Chinese. */
  readonly chinese: { readonly what: string; readonly question: string };
}

/** Renders the page with the default experiment, measured at step 0. The build calls it in Node. */
export async function renderFirstView(): Promise<FirstView> {
  Object.assign(globalThis, { Worker: SessionWorker });
  const { useLab } = await import('../store/lab');
  const { App } = await import('./App');
  const { builtBandId, keepBand } = await import('../features/observe/useFiniteWidth');
  await startI18n('en');
  useLab.getState().observe({ picture: { sample: 0, layer: undefined } });
  await new Promise<void>((resolve) => {
    const ready = () => useLab.getState().snapshot?.picture && resolve();
    useLab.subscribe(ready);
    ready();
  });
  const { spec } = useLab.getState();
  const content = await finiteWidth(spec, () => openKernels('wasm'));
  if (!content) throw new Error('The default experiment has no band.');
  keepBand(spec, content);
  const faults: unknown[] = [];
  // The controls respond only after the scripts have taken over.
  useLab.setState({ status: 'loading' });
  const { prelude } = await prerender(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withGlobalClasses={false}>
        <App />
      </MantineProvider>
    </StrictMode>,
    { progressiveChunkSize: Number.POSITIVE_INFINITY, onError: (error) => void faults.push(error) },
  );
  if (faults.length > 0) throw new Error(`The first view could not be rendered: ${String(faults[0])}`);
  const { what, question } = first['./zh-CN/start.json'] as { what: string; question: string };
  return {
    html: await new Response(prelude).text(),
    experiment: serializeExperiment(spec),
    band: { elementId: builtBandId, content },
    chinese: { what, question },
  };
}
