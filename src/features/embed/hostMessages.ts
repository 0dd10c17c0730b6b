import { runIndex } from '../../engine/telemetry';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import type { LabState } from '../../store/state';

/** What the embedded page tells the page around it: docs/embedding.md describes it. Change its version with its meaning. */
interface Signed {
  readonly source: 'gradient-lab';
  readonly version: 1;
}

export type HostMessage =
  | (Signed & { readonly kind: 'size'; readonly height: number })
  | (Signed & {
      readonly kind: 'run';
      readonly status: LabState['status'];
      readonly step: number;
      readonly steps: number;
      /** Numbers of the newest recorded step; null where there is none. */
      readonly loss: number | null;
      readonly accuracy: number | null;
      readonly testLoss: number | null;
      readonly testAccuracy: number | null;
      /** The step at which a number was no longer finite. */
      readonly divergedAt: number | null;
    });

const signed: Signed = { source: 'gradient-lab', version: 1 };

/** Milliseconds between two messages about a run that plays. */
const pause = 250;

/** The numbers hold nothing private, and whoever embeds the page chose to: any page around it may read them. */
const send = (message: HostMessage): void => parent.postMessage(message, '*');

/** The message about a run. */
export function runMessage({
  status,
  step,
  spec,
  history,
  divergence,
}: Pick<LabState, 'status' | 'step' | 'spec' | 'history' | 'divergence'>): HostMessage {
  const number = (quantity: Parameters<typeof runIndex>[0], at: number | undefined) => {
    const value = at === undefined ? undefined : history.frame(at)?.[runIndex(quantity)];
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  const last = history.length > 0 ? history.length - 1 : undefined;
  const tested = lastTested(history);
  return {
    ...signed,
    kind: 'run',
    status,
    step,
    steps: spec.training.steps,
    loss: number('loss', last),
    accuracy: number('accuracy', last),
    testLoss: number('testLoss', tested),
    testAccuracy: number('testAccuracy', tested),
    divergedAt: divergence?.step ?? null,
  };
}

function lastTested(history: History): number | undefined {
  for (let at = history.length - 1; at >= 0; at--) if (history.run(at, 'evaluated') === 1) return at;
  return undefined;
}

/** Tells the page around this one how high an element is, now and whenever it changes. @returns how to stop */
export function tellSize(element: HTMLElement): () => void {
  const observer = new ResizeObserver(() =>
    send({ ...signed, kind: 'size', height: Math.ceil(element.getBoundingClientRect().height) }),
  );
  observer.observe(element);
  return () => observer.disconnect();
}

/** Tells the page around this one of the run: at every change of its state, and a few times a second while it plays. */
export function tellRun(): () => void {
  let sentAt = Number.NEGATIVE_INFINITY;
  send(runMessage(useLab.getState()));
  return useLab.subscribe((now, before) => {
    const changed = now.status !== before.status || now.spec !== before.spec;
    if (!changed && (now.historyVersion === before.historyVersion || performance.now() - sentAt < pause))
      return;
    sentAt = performance.now();
    send(runMessage(now));
  });
}
