export { frameLine, headerLine } from '../engine/telemetryFile';
