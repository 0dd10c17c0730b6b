import { signalProfile } from '../diagnosis/signal';
import { hiddenLayers, type LogEvidence, numberOf } from './rule';

/** The layers of a model, and how the signal changes from the last of them to the first, by the lab's thresholds. */
export function layerSignals(evidence: LogEvidence) {
  const layers = hiddenLayers(evidence);
  const profile = signalProfile(layers.map((module) => numberOf(evidence, module, 'signalNorm')));
  return { layers, profile };
}
