import { lazy, Suspense } from 'react';
import { LayerStrip } from './LayerStrip';
import { PlayBar } from './PlayBar';
import { RunMessages } from './RunMessages';

// There is nothing to look back at, to compare or to diagnose before a step.
const Scrubber = lazy(() => import('./Scrubber'));
const Comparison = lazy(() => import('./Comparison'));
const Diagnosis = lazy(() => import('./Diagnosis'));
const Views = lazy(() => import('./Views'));

/** What the user sees in the middle: the controls of the run, the network, and its gradients. */
export function Centre() {
  return (
    <>
      <PlayBar />
      <RunMessages />
      <LayerStrip />
      <Suspense>
        <Scrubber />
        <Comparison />
        <Diagnosis />
      </Suspense>
      <Suspense fallback={<div style={{ flex: 1 }} />}>
        <Views />
      </Suspense>
    </>
  );
}
