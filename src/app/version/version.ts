import { create } from 'zustand';
import { atRest } from './atRest';

/** Whether the page works without a network. `refused` means that the browser could not or would not store the page. */
export type Offline = 'checking' | 'ready' | 'refused' | 'unsupported';

interface Version {
  readonly offline: Offline;
  /** A newer version that is stored completely and waits to be used. */
  readonly waiting: ServiceWorker | undefined;
  /**
   * The number of other tabs that still use the present version. Set once they have prevented the newer version from starting.
   */
  readonly otherTabs: number;
  readonly postponed: boolean;
  /** Whether a file of this version could not be loaded, which the user has not been told yet or has not put aside. */
  readonly missing: boolean;
  /** How many parts of the page say themselves that they are missing. */
  readonly inPlace: number;
  /** Whether the newest version is on its way. */
  readonly getting: boolean;
  /** Starts the newer version and reloads the page. If other tabs are open, it reports how many instead. */
  switchVersion(): Promise<void>;
  postpone(): void;
  putAside(): void;
}

export const useVersion = create<Version>()((set, get) => ({
  offline: 'checking',
  waiting: undefined,
  otherTabs: 0,
  postponed: false,
  missing: false,
  inPlace: 0,
  getting: false,
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
  putAside: () => set({ missing: false }),
}));

/** Stores this version for visits without a network, and checks for a newer one. It never interrupts a run. */
export async function keepVersion(): Promise<void> {
  const set = useVersion.setState;
  if (!('serviceWorker' in navigator)) {
    set({ offline: 'unsupported' });
    return;
  }
  // To store the page takes a processor for seconds, which the first picture and the first change need. A page that is stored looks
  // for a newer version at once.
  if (!navigator.serviceWorker.controller) await atRest();
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
      // The installation failed: there is no space, or a file does not match its hash.
      if (worker.state === 'redundant' && !kept()) set({ offline: 'refused' });
    });
  if (kept()) set({ offline: 'ready' });
  if (registration.waiting) set({ waiting: registration.waiting });
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  // A tab may stay open for days, so the page checks again whenever the tab becomes visible.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
  });
}

/**
 * Loads the newest version after a file of the present version failed to load. It looks for the version, waits until the
 * version is stored, and reloads the page. The page itself keeps the experiment, runs and settings.
 */
export async function getNewestVersion(): Promise<void> {
  if (useVersion.getState().getting) return;
  useVersion.setState({ getting: true });
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) {
    await within(
      longestLook,
      registration.update().catch(() => undefined),
    );
    if (registration.installing) await within(longestInstallation, installed(registration.installing));
    if (registration.waiting) useVersion.setState({ waiting: registration.waiting, postponed: false });
  }
  await useVersion.getState().switchVersion();
  useVersion.setState({ getting: false });
}

/** Milliseconds to look for a newer version, and to store it: a network that never answers holds nobody up for longer. */
const [longestLook, longestInstallation] = [10_000, 60_000];

const within = (milliseconds: number, act: Promise<unknown>): Promise<unknown> =>
  Promise.race([act, new Promise((resolve) => setTimeout(resolve, milliseconds))]);

/** Waits until a version is stored, or could not be. */
const installed = (worker: ServiceWorker): Promise<void> =>
  new Promise((resolve) => {
    const look = () => worker.state !== 'installing' && resolve();
    worker.addEventListener('statechange', look);
    look();
  });
