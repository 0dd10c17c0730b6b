import type { LayerQuantity } from '../../engine/telemetry';

/** What may be looked at by layer: in which unit, and whether on a log axis. */
export const quantityLooks = {
  signalNorm: { unit: '‖δ‖₂', scale: 'log' },
  activationRms: { unit: 'rms', scale: 'log' },
  weightGradNorm: { unit: '‖∂L/∂W‖₂', scale: 'log' },
  biasGradNorm: { unit: '‖∂L/∂b‖₂', scale: 'log' },
  updateRatio: { unit: '‖ΔW‖/‖W‖', scale: 'log' },
  weightNorm: { unit: '‖W‖₂', scale: 'log' },
  weightFactor: { unit: '×', scale: 'log' },
  activationFactor: { unit: '×', scale: 'log' },
  normalizationFactor: { unit: '×', scale: 'log' },
  skipFactor: { unit: '×', scale: 'log' },
  activationMean: { unit: 'a', scale: 'linear' },
  activationStd: { unit: 'a', scale: 'linear' },
  saturatedFraction: { unit: '0–1', scale: 'linear' },
  deadFraction: { unit: '0–1', scale: 'linear' },
} as const satisfies Record<LayerQuantity, { unit: string; scale: 'linear' | 'log' }>;

/** The three that tell vanishing apart from its disguises. */
export const triptych = ['signalNorm', 'activationRms', 'weightGradNorm'] as const;
