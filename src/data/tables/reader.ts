/** What reads tables, apart from the page's first load. */
export { readTable } from './readTable';
export { tableSamples } from './tableSamples';
