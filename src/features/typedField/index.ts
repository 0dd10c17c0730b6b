export { focusRefused } from './focusRefused';
export { NumberField } from './NumberField';
export { TypedField } from './TypedField';
