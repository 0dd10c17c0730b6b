import { Accordion, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { experimentSchema, trainingSchema } from '../../schema/experiment';
import { EditingProvider, ExperimentSections, FieldControl, Section } from '../setup';
import { editingOf } from './editing';
import type { Role } from './role';

/** Everything that can be set of the teacher or of the students, by the lab's own controls. */
export function ExperimentDrawer({ of: role, onClose }: { readonly of: Role; readonly onClose: () => void }) {
  const { t } = useTranslation('distillation');
  return (
    <Drawer opened onClose={onClose} title={t(`${role}.edit`)} size={360} padding="xs">
      <EditingProvider value={editingOf(`${role}.`)}>
        <Accordion
          multiple
          defaultValue={['data', 'network', 'training']}
          variant="filled"
          chevronSize={16}
          className="controls"
        >
          <ExperimentSections />
          <Section name="run">
            <FieldControl path="seed" schema={experimentSchema.shape.seed} />
            <FieldControl path="training.steps" schema={trainingSchema.shape.steps} />
          </Section>
        </Accordion>
      </EditingProvider>
    </Drawer>
  );
}
