import type { LayerQuantity } from '../../engine/telemetry';

/** What may be looked at by layer: in which unit, and whether on a log axis. */
export const quantityStyles = {
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
  saturatedFraction: { unit: '%', scale: 'linear', percent: true },
  deadFraction: { unit: '%', scale: 'linear', percent: true },
} as const satisfies Record<LayerQuantity, { unit: string; scale: 'linear' | 'log'; percent?: boolean }>;

/** The three that tell vanishing apart from its disguises. */
export const triptych = ['signalNorm', 'activationRms', 'weightGradNorm'] as const;
