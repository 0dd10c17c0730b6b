import { Accordion } from '@mantine/core';
import { experimentSchema, trainingSchema } from '../../schema/experiment';
import { type Editing, EditingProvider, ExperimentSections, FieldControl, Section } from '../setup';

interface ExperimentControlsProps {
  readonly editing: Editing;
  /** The sections that are open at first. */
  readonly open: string[];
}

/** All settings of an experiment in a study, with the lab's own controls. */
export function ExperimentControls({ editing, open }: ExperimentControlsProps) {
  return (
    <EditingProvider value={editing}>
      <Accordion multiple defaultValue={open} variant="filled" chevronSize={16} className="controls">
        <ExperimentSections />
        <Section name="run">
          <FieldControl path="seed" schema={experimentSchema.shape.seed} />
          <FieldControl path="training.steps" schema={trainingSchema.shape.steps} />
        </Section>
      </Accordion>
    </EditingProvider>
  );
}
