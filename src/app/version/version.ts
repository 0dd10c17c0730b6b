import { create } from 'zustand';

/** Whether the page works without a network: `refused` where the browser could not or would not keep it. */
export type Offline = 'checking' | 'ready' | 'refused' | 'unsupported';

interface Version {
  readonly offline: Offline;
  /** A newer version that is kept whole and waits to be used. */
  readonly waiting: ServiceWorker | undefined;
  /** Other tabs that still use the present version, once they have kept the newer one from starting. */
  readonly otherTabs: number;
  readonly postponed: boolean;
  /** Starts the newer version and loads the page anew; with other tabs open it says how many. */
  switchVersion(): Promise<void>;
  postpone(): void;
}

export const useVersion = create<Version>()((set, get) => ({
  offline: 'checking',
  waiting: undefined,
  otherTabs: 0,
  postponed: false,
  async switchVersion() {
    const { waiting } = get();
    if (!waiting) {
      location.reload();
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<number>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<{ others: number }>) => resolve(data.others);
    });
    waiting.postMessage({ kind: 'switchVersion' }, [port2]);
    set({ otherTabs: await answer });
  },
  postpone: () => set({ postponed: true }),
}));

/** Keeps this version for visits without a network, and watches for a newer one. Never interrupts what runs. */
export async function keepVersion(): Promise<void> {
  const set = useVersion.setState;
  if (!('serviceWorker' in navigator)) {
    set({ offline: 'unsupported' });
    return;
  }
  let registration: ServiceWorkerRegistration;
  try {
    registration = await navigator.serviceWorker.register('./sw.js');
  } catch (error) {
    console.warn(`Gradient Lab will not work offline here: ${String(error)}`);
    set({ offline: 'refused' });
    return;
  }
  const kept = () => registration.active !== null;
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && kept()) set({ waiting: worker, postponed: false });
      if (worker.state === 'activated') set({ offline: 'ready' });
      // The installation failed: no space, or a file that is not what it should be.
      if (worker.state === 'redundant' && !kept()) set({ offline: 'refused' });
    });
  if (kept()) set({ offline: 'ready' });
  if (registration.waiting) set({ waiting: registration.waiting });
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  // A tab that stays open for days asks again when it is looked at.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
}

/**
 * Gets the newest version after a file of the present one could not be had: looks for it, waits until it is kept, and loads the
 * page anew. Experiment, runs and settings are kept by the page itself.
 */
export async function getNewestVersion(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => undefined);
  if (registration?.waiting) useVersion.setState({ waiting: registration.waiting });
  await useVersion.getState().switchVersion();
}
