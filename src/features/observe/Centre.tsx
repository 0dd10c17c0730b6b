import { lazy, Suspense } from 'react';
import { Guide } from './Guide';
import { Introduction } from './Introduction';
import { LayerStrip } from './LayerStrip';
import { RunMessages } from './RunMessages';
import { Scrubber } from './Scrubber';

// Charts load after the first view, which must respond quickly.
const NetworkView = lazy(() => import('./NetworkView'));
const Comparison = lazy(() => import('./Comparison'));
const Diagnosis = lazy(() => import('./Diagnosis'));
const Views = lazy(() => import('./Views'));

/** The middle of the page: an introduction, the network, and its gradients. */
export function Centre() {
  return (
    <>
      <Introduction />
      <Guide />
      <div className="network-view">
        <Suspense>
          <NetworkView />
        </Suspense>
      </div>
      <LayerStrip />
      <Scrubber />
      <Suspense fallback={<div className="diagnosis" />}>
        <Comparison />
        <Diagnosis />
      </Suspense>
      <Suspense fallback={<div style={{ flex: 1, minHeight: 460 }} />}>
        <Views />
      </Suspense>
      <RunMessages />
    </>
  );
}
