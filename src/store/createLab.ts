import { create, type StateCreator } from 'zustand';
import { isLanguage, type Language, languageFor } from '../base/languages';
import { Problem } from '../base/problem';
import { dataSets } from '../data/sets';
import { isLive, isLiveChange, setField } from '../schema/edit';
import type { ExperimentSpec } from '../schema/experiment';
import { keepEqual } from '../schema/keepEqual';
import { formatOf, fromFragment } from '../schema/link';
import { parseExperiment, parseExperimentText, serializeExperiment } from '../schema/parse';
import { defaultExperiment } from '../schema/presets';
import { starterOf } from '../worker/connection';
import { backends, type Calibration } from '../worker/protocol';
import { type Address, readAddress, showAddress } from './address';
import { isTooLong } from './isTooLong';
import { createRun, type RunControl, type StartTraining, without } from './run';
import { type ExperimentSlice, type LabState, pageFor, type ViewSlice } from './state';
import { browserStorage, type KeyValueStorage } from './storage';

/** The page's only store. Only the slices use `control`. */
export type Lab = LabState & { readonly control: RunControl };

const experimentKey = 'gradient-lab.experiment';
const languageKey = 'gradient-lab.language';
const enginesKey = 'gradient-lab.engines';

/** The page opens with the link's experiment, else the stored one, else the default. A link to another page opens that page. */
function opening(
  fragment: string,
  storage: KeyValueStorage,
): Pick<LabState, 'spec' | 'problems'> & { readonly address: Address } {
  let address = readAddress(globalThis.location?.search ?? '');
  let spec: ExperimentSpec = defaultExperiment();
  const problems: Record<string, Problem> = {};
  const attempt = (field: string, read: () => ExperimentSpec) => {
    try {
      spec = read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems[field] = error;
    }
  };
  const stored = storage.get(experimentKey);
  if (stored) attempt('stored', () => parseExperimentText(stored));
  if (fragment) {
    attempt('link', () => {
      const value = fromFragment(fragment);
      const linked = pageFor(formatOf(value));
      if (!linked) return parseExperiment(value);
      if (linked !== address.page) address = { page: linked };
      return spec;
    });
  }
  return { spec, problems, address };
}

const createExperiment =
  (opened: Pick<ExperimentSlice, 'spec' | 'problems'>): StateCreator<Lab, [], [], ExperimentSlice> =>
  (set, get) => {
    const adopt = (spec: ExperimentSpec, field: string) => {
      set({ spec, problems: without(get().problems, field) });
    };
    return {
      ...opened,
      edit(path, value) {
        let spec: ExperimentSpec;
        try {
          spec = keepEqual(get().spec, setField(get().spec, path, value));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          get().refuse(path, error);
          return;
        }
        adopt(spec, path);
        if (isLive(path)) get().control.change();
        else get().control.restart();
      },
      open(spec) {
        set({ problems: {} });
        adopt(spec, 'file');
        get().control.restart();
      },
      restoreSettings(spec) {
        const goesOn = isLiveChange(get().spec, spec);
        set({ problems: {} });
        adopt(spec, 'file');
        if (goesOn) get().control.change();
        else get().control.restart();
      },
      openRecorded(spec, history, checkpoint) {
        set({ problems: {}, baseline: undefined });
        adopt(spec, 'file');
        if (checkpoint) get().control.resume(history, checkpoint);
        else get().control.restart();
      },
      refuse: (field, problem) => set({ problems: { ...get().problems, [field]: problem } }),
      dismiss: (field) => set({ problems: without(get().problems, field) }),
      baseline: undefined,
      runBesideBaseline(spec) {
        const { spec: before, history } = get();
        set({ baseline: { spec: before, history } });
        get().open(spec);
        get().play();
      },
      closeBaseline: () => set({ baseline: undefined }),
      newSeed: () => get().edit('seed', Math.floor(Math.random() * 1_000_000)),
    };
  };

const createView =
  (storage: KeyValueStorage, address: Address): StateCreator<Lab, [], [], ViewSlice> =>
  (set, get) => ({
    page: address.page,
    views: { [address.page]: address.view },
    shown: { [address.page]: address.shown ?? {} },
    notKept: undefined,
    tooLargeToStore: false,
    go(page) {
      const { page: before, views, shown } = get();
      set({ page });
      showAddress({ page, view: views[page], shown: shown[page] }, page === before ? 'same' : 'new');
    },
    openView(page, view) {
      const { views, shown } = get();
      set({ page, views: { ...views, [page]: view } });
      showAddress({ page, view, shown: shown[page] }, 'new');
    },
    show(page, shown, as) {
      const { page: open, views, shown: others } = get();
      set({ shown: { ...others, [page]: shown } });
      if (page === open) showAddress({ page, view: views[page], shown }, as);
    },
    arrive: ({ page, view, shown = {} }) =>
      set({ page, views: { ...get().views, [page]: view }, shown: { ...get().shown, [page]: shown } }),
    selectedLayer: undefined,
    language: initialLanguage(storage),
    selectLayer: (selectedLayer) => set({ selectedLayer }),
    cursor: undefined,
    lookAt: (cursor) => set({ cursor }),
    setLanguage(language) {
      set({ language });
      storage.set(languageKey, language);
    },
  });

/** A measurement is valid for one browser version and one number of cores. */
const machine = () => `${globalThis.navigator?.userAgent} ${globalThis.navigator?.hardwareConcurrency}`;

/** Whether a stored value is a measurement of engines: its schema would be larger than all that it checks. */
function isCalibration(value: unknown): value is Calibration {
  const { chosen, timings, layers } = (value ?? {}) as Partial<Calibration>;
  const isBackend = (name: unknown) => (backends as readonly unknown[]).includes(name);
  const isTiming = (one: Partial<Calibration['timings'][number]> | null) =>
    isBackend(one?.backend) && Number.isFinite(one?.stepsPerSecond);
  return isBackend(chosen) && Number.isInteger(layers) && Array.isArray(timings) && timings.every(isTiming);
}

/** The measurements of engines that an earlier visit kept, without those that cannot be used. */
export function keptCalibrations(storage: KeyValueStorage): Readonly<Record<string, Calibration>> {
  try {
    const { on, calibrations } = JSON.parse(storage.get(enginesKey) ?? '{}') as {
      on?: string;
      calibrations?: Record<string, unknown>;
    };
    if (on !== machine()) return {};
    return Object.fromEntries(
      Object.entries(calibrations ?? {}).flatMap(([shape, value]) =>
        isCalibration(value) ? [[shape, value]] : [],
      ),
    );
  } catch {
    // The stored value is from another program or incomplete, so the backends are measured again.
    return {};
  }
}

function initialLanguage(storage: KeyValueStorage): Language {
  const stored = storage.get(languageKey);
  return isLanguage(stored) ? stored : languageFor(globalThis.navigator?.language);
}

/** Creates a store with a worker of its own. */
export function createLab(
  start: StartTraining = starterOf('training'),
  fragment = '',
  storage: KeyValueStorage = browserStorage,
) {
  const { address, ...opened } = opening(fragment, storage);
  const lab = create<Lab>()((...creator) => {
    const [, , store] = creator;
    // The build renders the page in Node, where the page shows the state at that moment.
    if (typeof document === 'undefined') store.getInitialState = store.getState;
    return {
      ...createExperiment(opened)(...creator),
      ...createRun(start, opened.spec)(...(creator as unknown as Parameters<ReturnType<typeof createRun>>)),
      ...createView(storage, address)(...creator),
      calibrations: keptCalibrations(storage),
    };
  });
  // The spec is stored once its run is built. The page thus never opens with an experiment that can't be built.
  lab.subscribe((now, before) => {
    const stands = now.data !== before.data || (now.spec !== before.spec && now.status !== 'loading');
    if (now.calibrations !== before.calibrations) {
      storage.set(enginesKey, JSON.stringify({ on: machine(), calibrations: now.calibrations }));
    }
    if (now.spec.data.kind !== before.spec.data.kind) readTables(now.spec);
    if (!stands) return;
    const tooLargeToStore = isTooLong(now.spec) || !storage.set(experimentKey, serializeExperiment(now.spec));
    if (tooLargeToStore !== now.tooLargeToStore) lab.setState({ tooLargeToStore });
  });
  readTables(lab.getState().spec);
  lab.getState().control.restart();
  return lab;
}

/** Also reads the data on the main thread, where an edit may change their task and the diagnosis looks at them. */
function readTables({ data }: ExperimentSpec): void {
  const { kind } = data;
  if (kind === 'csv' || kind === 'inline' || kind === 'formula') void dataSets[kind].load?.();
  if (data.kind === 'table') void dataSets.table.load?.(data);
}
