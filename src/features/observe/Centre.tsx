import { Suspense } from 'react';
import { lazyPart } from '../../locales/lazyPart';
import { Guide } from './Guide';
import { Introduction } from './Introduction';
import { LayerStrip } from './LayerStrip';
import { RunMessages } from './RunMessages';
import { Scrubber } from './Scrubber';

// Charts load after the first view, which must respond quickly.
const NetworkView = lazyPart(() => import('./NetworkView'));
const Comparison = lazyPart(() => import('./Comparison'));
const Diagnosis = lazyPart(() => import('./Diagnosis'));
const Views = lazyPart(() => import('./Views'));

/** What the first view has of these. */
export const centreParts = [NetworkView, Comparison, Diagnosis, Views];

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
