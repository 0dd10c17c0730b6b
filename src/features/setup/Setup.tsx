import { Accordion, Button, NativeSelect } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { experimentSchema, stopSchema, telemetrySchema, trainingSchema } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { type Backend, backends } from '../../worker/protocol';
import { Control } from './Control';
import { ExperimentSections, Section } from './ExperimentSections';
import { FieldControl } from './FieldControl';

const training = trainingSchema.shape;

/** All settings, in the order in which an experiment is built. */
export function Setup() {
  useAddressedControl();
  return (
    <Accordion
      multiple
      defaultValue={['data', 'network', 'initialization', 'training']}
      variant="filled"
      chevronSize={16}
      className="controls"
    >
      <ExperimentSections />
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

/** Chooses the engine. The engine is not part of the experiment, because the numbers are the same. */
function BackendControl() {
  const { t } = useTranslation('setup');
  const requested = useLab((lab) => lab.requestedBackend);
  const setBackend = useLab((lab) => lab.setBackend);
  const options = ['auto', ...backends].map((value) => ({ value, label: t(`backends.${value}`) }));
  return (
    <Control path="backend" label={t('backend')} help={t('backendHelp')}>
      <NativeSelect
        id="backend"
        size="xs"
        data={options}
        value={requested}
        onChange={(event) => setBackend(event.currentTarget.value as Backend | 'auto')}
      />
    </Control>
  );
}

/** `?at=network-depth` in the address scrolls to that control and gives it the focus. */
function useAddressedControl(): void {
  useEffect(() => {
    const id = new URLSearchParams(location.search).get('at');
    const control = id ? document.getElementById(id) : null;
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  }, []);
}
