import type { z } from 'zod';
import { activations } from '../../engine/activations';
import { type ExperimentSpec, hiddenLayers, networkSchema } from '../../schema/experiment';
import { useField } from './editing';
import { FieldControl } from './FieldControl';

const { depth, width, activation } = networkSchema.shape;

/** The settings that all hidden layers share: their number, width and activation. */
export function UniformControls() {
  const { value: network } = useField<ExperimentSpec['network']>('network');
  const layers = hiddenLayers(network);
  return (
    <>
      <FieldControl
        path="network.activation"
        schema={activation as z.ZodType}
        registry={activations}
        pictured="activation"
        fallback={layers[0]!.activation}
      />
      <FieldControl path="network.depth" schema={depth as z.ZodType} fallback={layers.length} />
      <FieldControl path="network.width" schema={width as z.ZodType} fallback={layers[0]!.units} />
    </>
  );
}
