import { engines } from './engines';
import { startNamed } from './startNamed';

// One script for every worker with an engine: what they share, TensorFlow.js above all, is built, loaded and stored once.
startNamed(engines);
