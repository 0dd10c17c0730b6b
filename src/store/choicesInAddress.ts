import type { PageWithChoices, viewParameters } from './address';
import { useLab } from './lab';
import type { Shown } from './state';

/** One thing that views show: a quantity, the picked sample. */
export interface Choice<Value> {
  /** Its parameter in the address. */
  readonly as: string;
  /** What is shown unless something else is chosen; the address does not name it. */
  readonly usual: Value;
  /** The value that the address names; undefined if there is none such. */
  read(text: string): Value | undefined;
  /** Whether it is dragged or walked through, so that Back does not lead through its values. */
  readonly dragged?: boolean;
}

/** One of several values. */
export const oneOf = <As extends string, Value extends string, Usual extends Value | undefined>(
  as: As,
  values: readonly Value[],
  usual: Usual,
) => ({ as, usual: usual as Value | Usual, read: (text: string) => values.find((one) => one === text) });

/** A switch. */
export const onOff = <As extends string>(as: As, usual: boolean) => ({
  as,
  usual,
  read: (text: string) => (text === 'true' ? true : text === 'false' ? false : undefined),
});

/** A place in a list, counted from 0. The list may be shorter than the address says. */
export const place = <As extends string, Usual extends number | undefined>(
  as: As,
  usual: Usual,
  dragged = false,
) => ({
  as,
  usual: usual as number | Usual,
  read: (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined),
  dragged,
});

/** A number that is dragged or typed. */
export const numberBetween = <As extends string>(
  as: As,
  [least, most]: readonly [number, number],
  usual: number,
) => ({
  as,
  usual,
  read: (text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return value >= least && value <= most ? value : undefined;
  },
  dragged: true,
});

type ValuesOf<Choices> = {
  readonly [Name in keyof Choices]: Choices[Name] extends Choice<infer V> ? V : never;
};
type Chosen<Choices> = ValuesOf<Choices> & { choose(changes: Partial<ValuesOf<Choices>>): void };

const nothing: Shown = {};

/**
 * What the views of a page show, as its address names it: Back and Forward lead through the choices, a reload and a link bring them back.
 *
 * @returns a hook for the choices, with `choose` to change some of them
 */
export function choicesInAddress<
  Page extends PageWithChoices,
  Choices extends Readonly<
    Record<
      string,
      // biome-ignore lint/suspicious/noExplicitAny: any other type would widen what the choices are of.
      Choice<any> & { readonly as: (typeof viewParameters)[Page][number] }
    >
  >,
>(page: Page, choices: Choices) {
  let last: { readonly shown: Shown; readonly chosen: Chosen<Choices> } | undefined;

  const choose = (changes: Partial<ValuesOf<Choices>>) => {
    const { shown: all, show } = useLab.getState();
    const shown: Record<string, string> = { ...all[page] };
    for (const [name, value] of Object.entries(changes)) {
      const { as, usual } = choices[name]!;
      if (value === usual || value === undefined) delete shown[as];
      else shown[as] = String(value);
    }
    const dragged = Object.keys(changes).every((name) => choices[name]!.dragged);
    show(page, shown, dragged ? 'same' : 'new');
  };

  const read = (shown: Shown = nothing): Chosen<Choices> => {
    if (last?.shown === shown) return last.chosen;
    const values = Object.entries(choices).map(([name, { as, usual, read: parse }]) => {
      const text = shown[as];
      return [name, (text === undefined ? undefined : parse(text)) ?? usual];
    });
    const chosen = { ...Object.fromEntries(values), choose } as Chosen<Choices>;
    last = { shown, chosen };
    return chosen;
  };

  function useChoices<Part>(select: (chosen: Chosen<Choices>) => Part): Part;
  function useChoices(): Chosen<Choices>;
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each page, at module level, as zustand's create is.
  function useChoices(select: (chosen: Chosen<Choices>) => unknown = (chosen) => chosen) {
    return useLab((lab) => select(read(lab.shown[page])));
  }
  return useChoices;
}
