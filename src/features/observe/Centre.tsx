import { lazy, Suspense } from 'react';
import { Guide } from './Guide';
import { Introduction } from './Introduction';
import { LayerStrip } from './LayerStrip';
import { RunMessages } from './RunMessages';
import { Scrubber } from './Scrubber';

// Charts come behind the first view, which must be quick to answer.
const NetworkView = lazy(() => import('./NetworkView'));
const Comparison = lazy(() => import('./Comparison'));
const Diagnosis = lazy(() => import('./Diagnosis'));
const Views = lazy(() => import('./Views'));

/** What the user sees in the middle: what this is, the network, and its gradients. */
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
