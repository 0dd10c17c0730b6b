/** The table reader, which is not part of the first page load. */
export { tableReading } from './tableReading';
export { tableSamples } from './tableSamples';
