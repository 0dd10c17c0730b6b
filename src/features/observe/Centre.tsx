import { lazy, Suspense } from 'react';
import { Comparison } from './Comparison';
import { Diagnosis } from './Diagnosis';
import { LayerStrip } from './LayerStrip';
import { PlayBar } from './PlayBar';
import { RunMessages } from './RunMessages';
import { Scrubber } from './Scrubber';

const Views = lazy(() => import('./Views'));

/** What the user sees in the middle: the controls of the run, the network, and its gradients. */
export function Centre() {
  return (
    <>
      <PlayBar />
      <RunMessages />
      <LayerStrip />
      <Scrubber />
      <Comparison />
      <Diagnosis />
      <Suspense fallback={<div style={{ flex: 1 }} />}>
        <Views />
      </Suspense>
    </>
  );
}
