import { flushSync } from 'react-dom';

/** The largest share of the main thread's time that redraws take, in the long run. */
const drawingShare = 0.25;

/** Milliseconds of redraws that a page at rest may do at once, one task after another: the pictures of one changed setting. */
const mostCredit = 40;

/** The browser's own work after a redraw, layout and paint, takes about as long as the redraw itself. */
const withPaint = 2;

type Draw = () => void;

const waiting = new Set<Draw>();
let scheduled = false;
let credit = mostCredit;
let creditedAt = 0;

/**
 * Redraws charts one at a time, each in its own task, and as often as their measured cost allows: at least three quarters of the
 * main thread's time remain free. A key press thus waits for one chart at most, however fast the engine is. A second request for
 * a waiting chart has no effect.
 */
export function requestDraw(draw: Draw): void {
  waiting.add(draw);
  if (!scheduled) schedule();
}

export function cancelDraw(draw: Draw): void {
  waiting.delete(draw);
}

/** The milliseconds of redraws that may be done now; negative if too many were done. */
function creditNow(): number {
  const now = performance.now();
  credit = Math.min(mostCredit, credit + drawingShare * (now - creditedAt));
  creditedAt = now;
  return credit;
}

function schedule(): void {
  scheduled = true;
  setTimeout(drawNext, Math.max(0, -creditNow() / drawingShare));
}

function drawNext(): void {
  const began = performance.now();
  const [draw] = waiting;
  if (draw) {
    waiting.delete(draw);
    flushSync(draw);
  }
  creditNow();
  credit -= withPaint * (performance.now() - began);
  scheduled = false;
  if (waiting.size > 0) schedule();
}
