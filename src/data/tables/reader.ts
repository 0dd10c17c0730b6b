/** The table reader, which is not part of the first page load. */
export { readTable } from './readTable';
export { tableSamples } from './tableSamples';
