import { Accordion, Stack } from '@mantine/core';
import { type ReactNode, Suspense, useMemo } from 'react';
import { type DataSpec, dataSets } from '../../data/sets';
import { losses } from '../../engine/losses';
import { normalizations } from '../../engine/normalizations';
import { optimizers } from '../../engine/optimizers';
import { schedules } from '../../engine/schedules';
import { lazyPart } from '../../locales/lazyPart';
import { useTranslation } from '../../locales/useTranslation';
import { initializerRegistry, networkSchema, trainingSchema } from '../../schema/experiment';
import { sharedFieldsOf } from '../../schema/fields';
import { useField } from './editing';
import { FieldControl } from './FieldControl';
import { KindControls } from './KindControls';
import { Layers } from './Layers';
import { UniformControls } from './UniformControls';

// It loads what imports and draws own data.
const OwnData = lazyPart(() => import('./OwnData'));

const network = networkSchema.shape;
const training = trainingSchema.shape;

/** The settings of an experiment as sections of an accordion, in the order in which it is built. */
export function ExperimentSections() {
  const { t } = useTranslation('setup');
  const { value: data } = useField<DataSpec>('data');
  const shared = useMemo(() => sharedFieldsOf(data), [data]);
  return (
    <>
      <Section name="data">
        <KindControls
          path="data"
          label={t('dataSet')}
          help={t('dataSetHelp')}
          registry={dataSets}
          pictured="data"
          fileKinds={['table', 'csv', 'idx', 'inline']}
          shared={shared}
        />
        <Suspense fallback={<div className="own-data" />}>
          <OwnData />
        </Suspense>
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
          pictured="initializer"
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
    </>
  );
}

export function Section({ name, children }: { readonly name: string; readonly children: ReactNode }) {
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
