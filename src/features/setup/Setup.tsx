import { Accordion, Button, NativeSelect, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dataSets } from '../../data/sets';
import { losses } from '../../engine/losses';
import { normalizations } from '../../engine/normalizations';
import { optimizers } from '../../engine/optimizers';
import { schedules } from '../../engine/schedules';
import {
  experimentSchema,
  initializerRegistry,
  networkSchema,
  stopSchema,
  telemetrySchema,
  trainingSchema,
} from '../../spec/experiment';
import { sharedFieldsOf } from '../../spec/fields';
import { useLab } from '../../store/lab';
import { type Backend, backends } from '../../worker/protocol';
import { Control, controlId } from './Control';
import { CsvTarget } from './CsvTarget';
import { FieldControl } from './FieldControl';
import { KindControls } from './KindControls';
import { Layers } from './Layers';
import { UniformControls } from './UniformControls';

const network = networkSchema.shape;
const training = trainingSchema.shape;

/** All that can be set, in the order in which an experiment is built. */
export function Setup() {
  const { t } = useTranslation('setup');
  useAddressedControl();
  const data = useLab((lab) => lab.spec.data);
  const shared = useMemo(() => sharedFieldsOf(data), [data]);
  return (
    <Accordion
      multiple
      defaultValue={['data', 'network', 'initialization', 'training']}
      variant="filled"
      chevronSize={16}
    >
      <Section name="data">
        <KindControls
          path="data"
          label={t('dataSet')}
          help={t('dataSetHelp')}
          registry={dataSets}
          fileKinds={['csv', 'idx', 'inline']}
          shared={shared}
        />
        <CsvTarget />
      </Section>
      <Section name="network">
        <UniformControls />
        <Layers />
        <FieldControl path="network.normalization" schema={network.normalization} registry={normalizations} />
        <FieldControl path="network.residual" schema={network.residual} />
      </Section>
      <Section name="initialization">
        <KindControls
          path="network.initializer"
          label={t('initializer')}
          help={t('initializerHelp')}
          registry={initializerRegistry}
          fileKinds={['inline']}
        />
      </Section>
      <Section name="training">
        <KindControls
          path="training.optimizer"
          label={t('optimizer')}
          help={t('optimizerHelp')}
          registry={optimizers}
        />
        <KindControls
          path="training.schedule"
          label={t('schedule')}
          help={t('scheduleHelp')}
          registry={schedules}
        />
        <FieldControl path="training.batchSize" schema={training.batchSize} />
        <FieldControl path="training.loss" schema={training.loss} registry={losses} />
      </Section>
      <Section name="regularization">
        <FieldControl path="network.dropout" schema={network.dropout} />
        <FieldControl path="training.weightDecay" schema={training.weightDecay} />
        <FieldControl path="training.clipNorm" schema={training.clipNorm} />
      </Section>
      <Section name="run">
        <SeedControl />
        <FieldControl path="training.steps" schema={training.steps} />
        <FieldControl path="stop.loss" schema={stopSchema.shape.loss} />
        <FieldControl path="stop.accuracy" schema={stopSchema.shape.accuracy} />
        <FieldControl path="stop.plateau" schema={stopSchema.shape.plateau} />
        <FieldControl path="telemetry.every" schema={telemetrySchema.shape.every} />
        <FieldControl path="telemetry.evaluateEvery" schema={telemetrySchema.shape.evaluateEvery} />
        <BackendControl />
      </Section>
    </Accordion>
  );
}

function Section({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useTranslation('setup');
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>{t(`sections.${name}`)}</Accordion.Control>
      <Accordion.Panel>
        <Stack gap={10}>{children}</Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function SeedControl() {
  const { t } = useTranslation('setup');
  const newSeed = useLab((lab) => lab.newSeed);
  return (
    <div>
      <FieldControl path="seed" schema={experimentSchema.shape.seed} />
      <Button variant="default" size="compact-xs" mt={4} onClick={newSeed}>
        {t('newSeed')}
      </Button>
    </div>
  );
}

/** Which engine trains. Not part of the experiment: the numbers are the same. */
function BackendControl() {
  const { t } = useTranslation('setup');
  const requested = useLab((lab) => lab.requestedBackend);
  const setBackend = useLab((lab) => lab.setBackend);
  const options = ['auto', ...backends].map((value) => ({ value, label: t(`backends.${value}`) }));
  return (
    <Control path="backend" label={t('backend')} help={t('backendHelp')}>
      <NativeSelect
        id={controlId('backend')}
        size="xs"
        data={options}
        value={requested}
        onChange={(event) => setBackend(event.currentTarget.value as Backend | 'auto')}
      />
    </Control>
  );
}

/** `?at=network-depth` in the address brings that control into view and gives it the focus. */
function useAddressedControl(): void {
  useEffect(() => {
    const id = new URLSearchParams(location.search).get('at');
    const control = id ? document.getElementById(id) : null;
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  }, []);
}
