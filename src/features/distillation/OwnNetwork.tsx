import { Group, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { activations } from '../../engine/activations';
import { normalizations } from '../../engine/normalizations';
import { useTranslation } from '../../locales/useTranslation';
import { hiddenLayers, initializerRegistry, networkSchema } from '../../schema/experiment';
import { experimentAt, type StudentPlace } from '../../schema/ownNetwork';
import { useDistillation } from '../../store/distillation';
import { EditingProvider, FieldControl, Hint, KindControls } from '../setup';
import { editingOfNetwork } from './editing';

const network = networkSchema.shape;

/** The settings in which one student's network differs from the others'. Off by default. */
export function OwnNetwork({ list, index }: StudentPlace) {
  const { t } = useTranslation('distillation');
  const { t: tSetup } = useTranslation('setup');
  const own = useDistillation(({ draft }) => draft[list][index]?.network !== undefined);
  const first = useDistillation(
    ({ draft }) => hiddenLayers(experimentAt(draft, { list, index }).network)[0]!.activation,
  );
  const [opened, setOpened] = useState(own);
  const shown = own || opened;
  const toggle = (on: boolean) => {
    setOpened(on);
    if (!on && own) useDistillation.getState().edit(`${list}.${index}.network`, undefined);
  };
  return (
    <Stack gap={6}>
      <Group gap={4}>
        <Switch
          size="xs"
          label={t('ownNetwork')}
          checked={shown}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
        <Hint about={t('ownNetwork')} help={t('ownNetworkHelp')} />
      </Group>
      {shown && (
        <EditingProvider value={editingOfNetwork({ list, index })}>
          <FieldControl
            path="network.activation"
            schema={network.activation as z.ZodType}
            registry={activations}
            fallback={first}
          />
          <KindControls
            path="network.initializer"
            label={tSetup('initializer')}
            help={tSetup('initializerHelp')}
            registry={initializerRegistry}
            fileKinds={['inline']}
          />
          <FieldControl
            path="network.normalization"
            schema={network.normalization}
            registry={normalizations}
          />
          <FieldControl path="network.residual" schema={network.residual} />
        </EditingProvider>
      )}
    </Stack>
  );
}
