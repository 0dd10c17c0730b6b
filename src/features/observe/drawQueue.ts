import { flushSync } from 'react-dom';

/** The least milliseconds between two redraws. A redraw that took longer is followed by an equally long pause. */
const shortestRest = 12;

type Draw = () => void;

const waiting = new Set<Draw>();
let scheduled = false;
let restUntil = 0;

/**
 * Redraws charts one at a time, each in its own task. At least half of the main thread's time remains free. A key press thus
 * waits for one chart at most, however fast the engine is. A second request for a waiting chart has no effect.
 */
export function requestDraw(draw: Draw): void {
  waiting.add(draw);
  if (!scheduled) schedule();
}

export function cancelDraw(draw: Draw): void {
  waiting.delete(draw);
}

function schedule(): void {
  scheduled = true;
  setTimeout(drawNext, Math.max(0, restUntil - performance.now()));
}

function drawNext(): void {
  const began = performance.now();
  const [draw] = waiting;
  if (draw) {
    waiting.delete(draw);
    flushSync(draw);
  }
  const took = performance.now() - began;
  restUntil = began + took + Math.max(shortestRest, took);
  scheduled = false;
  if (waiting.size > 0) schedule();
}
