import { flushSync } from 'react-dom';

/** The largest share of the main thread's time that redraws take, in the long run. */
const drawingShare = 0.25;

/** Milliseconds of redraws during training that may be done at once after a rest. */
const mostCredit = 40;

/** The browser's own work after a redraw, layout and paint, takes about as long as the redraw itself. */
const withPaint = 2;

type Draw = () => void;

/** What is drawn: only numbers, the network, or another chart. */
export type Drawing = 'numbers' | 'network' | 'chart';

/** What the user's own change asks for, and what training asks for: numbers, which are cheap and read most, and charts. */
const atOnce = new Set<Draw>();
const numbers = new Set<Draw>();
const charts = new Set<Draw>();
let lastWasNumbers = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let credit = mostCredit;
let creditedAt = 0;

/**
 * Redraws charts one at a time, each in its own task: a key press waits for one chart at most, however fast the engine is. What
 * training asks for is drawn as often as its measured cost allows: at least three quarters of the main thread's time remain free.
 * What the user's own change asks for, at a network that does not train, is drawn first and without delay, and after it what
 * training had asked for before. A second request for a waiting chart has no effect.
 * @param drawing during training numbers are drawn between any two charts; after the user's change the network is the next
 */
export function requestDraw(draw: Draw, trains: boolean, drawing: Drawing = 'chart'): void {
  if (!trains) {
    // A wait for credit is not for this one.
    if (atOnce.size === 0) clear();
    const waiting = [...atOnce];
    if (drawing === 'network') atOnce.clear();
    for (const one of [draw, ...waiting, ...numbers, ...charts]) atOnce.add(one);
    numbers.clear();
    charts.clear();
  } else if (!atOnce.has(draw)) (drawing === 'numbers' ? numbers : charts).add(draw);
  if (timer === undefined) schedule();
}

export function cancelDraw(draw: Draw): void {
  for (const queue of [atOnce, numbers, charts]) queue.delete(draw);
}

/** The milliseconds of redraws that may be done now; negative if too many were done. */
function creditNow(): number {
  const now = performance.now();
  credit = Math.min(mostCredit, credit + drawingShare * (now - creditedAt));
  creditedAt = now;
  return credit;
}

function clear(): void {
  clearTimeout(timer);
  timer = undefined;
}

function schedule(): void {
  timer = setTimeout(drawNext, atOnce.size > 0 ? 0 : Math.max(0, -creditNow() / drawingShare));
}

function drawNext(): void {
  timer = undefined;
  const queue = nextQueue();
  const [draw] = queue;
  if (draw) {
    queue.delete(draw);
    lastWasNumbers = queue === numbers;
    const began = performance.now();
    flushSync(draw);
    creditNow();
    if (queue !== atOnce) credit -= withPaint * (performance.now() - began);
  }
  // A chart that has asked again has a timer already.
  if (timer === undefined && atOnce.size + numbers.size + charts.size > 0) schedule();
}

function nextQueue(): Set<Draw> {
  if (atOnce.size > 0) return atOnce;
  return numbers.size > 0 && (charts.size === 0 || !lastWasNumbers) ? numbers : charts;
}
