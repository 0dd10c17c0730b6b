export { ExperimentSections, Section } from './ExperimentSections';
export { type Editing, EditingProvider } from './editing';
export { FieldControl } from './FieldControl';
export { Formula } from './Formula';
export { Hint } from './Hint';
export { KindControls } from './KindControls';
export { NumberControl } from './NumberControl';
export { NumberField } from './NumberField';
export { Setup } from './Setup';
