import { keptRoom } from './keptRoom';
import type { StudyStatus } from './study';

/** What is kept of a study: how far it was trained, and the results of its runs in the pool. */
export interface KeptStudy<Results> {
  /** The study that they belong to, as text. */
  readonly spec: string;
  readonly share: number;
  readonly results: Results;
}

/** The part of a study's store that is kept. */
interface StudyState<Spec> {
  readonly spec: Spec;
  readonly draft: Spec;
  readonly data: unknown;
  readonly status: StudyStatus;
  readonly share: number;
  playTo(share: number): void;
}

interface StudyStore<State> {
  getState(): State;
  setState(part: Partial<State>): void;
  subscribe(changed: (now: State, before: State) => void): () => void;
}

/**
 * Brings back what a reload would lose: the results of the pool at once, and the networks by training them again to where they
 * were, which gives the same numbers.
 * @param names the lists of results in the store
 * @param parse checks what was kept. @throws Problem if it cannot be used
 */
export function keepStudy<Spec, State extends StudyState<Spec>, Name extends keyof State>(
  id: string,
  store: StudyStore<State>,
  names: readonly Name[],
  parse: (value: unknown) => KeptStudy<Pick<State, Name>>,
): void {
  const room = keptRoom(id, parse);
  const resultsOf = (state: State) =>
    Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<State, Name>;
  let restoring = true;
  store.subscribe((now, before) => {
    const finished = now.status !== before.status && now.status !== 'loading';
    const changed = finished || names.some((name) => now[name] !== before[name]) || now.spec !== before.spec;
    if (!changed || restoring || now.data === undefined) return;
    room.write({ spec: JSON.stringify(now.spec), share: now.share, results: resultsOf(now) });
  });
  /** Waits for the study that the page opens with. */
  const built = new Promise<void>((resolve) => {
    const stop = store.subscribe(({ data, status }) => {
      if (data === undefined || status === 'loading') return;
      stop();
      resolve();
    });
  });
  void Promise.all([room.read(), built]).then(([kept]) => {
    restoring = false;
    const state = store.getState();
    if (!kept || kept.spec !== JSON.stringify(state.spec) || state.draft !== state.spec) return;
    if (names.some((name) => (state[name] as unknown[]).length > 0)) return;
    store.setState(kept.results as Partial<State>);
    if (kept.share > 0 && state.share === 0 && state.status === 'ready') state.playTo(kept.share);
  });
}
