import { copying, type Draw } from './lower';
import { type Pages, partPage } from './pages';
import { type Cell, Placed, type Spot } from './placed';

/**
 * Gives matrices their spots. WebGL forbids a program to read the texture that it writes, so that every output is to stand
 * on another page than every input of the same program; outputs that are written together stand in one cell. Programs that are
 * the same run at once where their matrices stand on the same pages: so each matrix goes where the last one in its role went,
 * if it can.
 */
export class Placement {
  /** Spots of what is only needed while a sequence runs: sequences share them. */
  private readonly scratch: Spot[] = [];

  constructor(private readonly pages: Pages) {}

  /** Places whatever has no spot yet; returns runs that each keep to the rules. */
  settle(draws: readonly Draw[]): Draw[] {
    const run = new Run(this.pages, this.scratch);
    run.place(draws);
    const settled = draws.flatMap((draw) => (keepsRules(draw) ? [draw] : this.apart(draw, run)));
    this.scratch.push(...run.added);
    return settled;
  }

  /** A run whose matrices were placed for another one: each output by itself, beside where it cannot be written in place. */
  private apart(draw: Draw, run: Run): Draw[] {
    const copies: Draw[] = [];
    const runs = draw.outs.map((out, index) => {
      const one = draw.only(index);
      if (keepsRules(one)) return one;
      const beside = new Placed(out.rows, out.cols, 'scratch');
      copies.push(copying(out, beside));
      return { ...one, outs: [beside], only: () => one };
    });
    run.place([...runs, ...copies]);
    return [...runs, ...copies];
  }
}

const pageOf = ({ spot }: Placed): number => spot!.page;

function keepsRules({ outs, inputs }: Draw): boolean {
  const read = inputs.map(pageOf);
  const written = outs.map(pageOf);
  return (
    outs.every(({ spot }) => spot!.cell === outs[0]!.spot!.cell) &&
    new Set(written).size === outs.length &&
    !written.some((page) => read.includes(page))
  );
}

/** The placing of what one sequence calculates with. */
class Run {
  readonly added: Spot[] = [];
  private readonly readBy = new Map<Placed, Draw[]>();
  private readonly writtenBy = new Map<Placed, Draw[]>();
  /** Pages on which matrices of a role went, the last first. */
  private readonly roles = new Map<string, number[]>();
  private readonly free: Spot[];

  constructor(
    private readonly pages: Pages,
    scratch: readonly Spot[],
  ) {
    this.free = [...scratch];
  }

  place(draws: readonly Draw[]): void {
    const note = (map: Map<Placed, Draw[]>, matrix: Placed, draw: Draw) => {
      const known = map.get(matrix);
      if (known) known.push(draw);
      else map.set(matrix, [draw]);
    };
    for (const draw of draws) {
      for (const input of new Set(draw.inputs)) note(this.readBy, input, draw);
      for (const out of draw.outs) note(this.writtenBy, out, draw);
    }
    for (const draw of draws) {
      this.placeOuts(draw);
      draw.inputs.forEach((input, i) => {
        const role = `${draw.shader.key} in ${i}`;
        if (!input.spot) this.placeAlone(input, role);
        this.went(role, pageOf(input));
      });
      draw.outs.forEach((out, i) => {
        this.went(`${draw.shader.key} out ${i}`, pageOf(out));
      });
    }
  }

  private placeOuts(draw: Draw): void {
    const { outs, inputs, shader } = draw;
    // Pages that the inputs would like, so that they need not give way.
    const liked = new Set(
      inputs.flatMap((input, i) =>
        input.spot ? [] : (this.roles.get(`${shader.key} in ${i}`) ?? []).slice(0, 1),
      ),
    );
    const cell = outs.flatMap(({ spot }) => (spot ? [spot.cell] : []))[0];
    const chosen: number[] = [];
    const unplaced = outs.filter(({ spot }) => !spot);
    for (const out of unplaced) {
      const index = outs.indexOf(out);
      const others = outs.flatMap(({ spot }) => (spot ? [spot.page] : []));
      const avoid = new Set([...others, ...chosen]);
      const fits = (page: number) => !cell || out.use !== 'kept' || !cell.taken.has(page);
      chosen.push(this.choose(out, `${shader.key} out ${index}`, { avoid, liked, fits }));
    }
    if (unplaced.length === 0) return;
    const together = cell ?? (unplaced.length > 1 ? this.cellFor(unplaced, chosen) : undefined);
    unplaced.forEach((out, i) => {
      this.put(out, chosen[i]!, together);
    });
  }

  private placeAlone(matrix: Placed, role: string): void {
    this.put(matrix, this.choose(matrix, role, { avoid: new Set(), liked: new Set(), fits: () => true }));
  }

  /** A cell for outputs that are written together; where one is scratch, it takes a spot that such a one had before if it can. */
  private cellFor(outs: readonly Placed[], chosen: readonly number[]): Cell {
    const [first] = outs;
    if (outs.every(({ use }) => use !== 'kept')) {
      const has = (cell: Cell, page: number) =>
        this.free.some((spot) => spot.cell === cell && spot.page === page);
      const { width, height } = sizeOf(first!);
      const spot = this.free.find(
        ({ cell }) =>
          cell.width === width && cell.height === height && chosen.every((page) => has(cell, page)),
      );
      if (spot) return spot.cell;
    }
    return this.pages.cellFor(first!, chosen);
  }

  private put(matrix: Placed, page: number, cell?: Cell): void {
    const { width, height } = sizeOf(matrix);
    if (matrix.use !== 'kept') {
      const index = this.free.findIndex(
        (spot) =>
          spot.page === page &&
          (cell ? spot.cell === cell : spot.cell.width === width && spot.cell.height === height),
      );
      if (index >= 0) {
        matrix.spot = this.free.splice(index, 1)[0];
        return;
      }
    }
    const home = cell && !cell.taken.has(page) ? cell : this.pages.cellFor(matrix, [page]);
    const spot = { cell: home, page };
    this.pages.put(matrix, spot);
    if (matrix.use !== 'kept') this.added.push(spot);
  }

  /** The page where the last one in the role went, or the one before, or the first, that does not break a rule. */
  private choose(
    matrix: Placed,
    role: string,
    {
      avoid,
      liked,
      fits,
    }: { avoid: ReadonlySet<number>; liked: ReadonlySet<number>; fits: (page: number) => boolean },
  ): number {
    if (matrix.use === 'part') return partPage;
    const forbidden = new Set([partPage, ...avoid]);
    const forbid = (others: readonly Placed[]) => {
      for (const { spot } of others) if (spot) forbidden.add(spot.page);
    };
    for (const { outs } of this.readBy.get(matrix) ?? []) forbid(outs);
    for (const { inputs } of this.writtenBy.get(matrix) ?? []) forbid(inputs);
    const all = Array.from({ length: this.pages.count }, (_, page) => page);
    const wanted = [...(this.roles.get(role) ?? []), ...all].filter(
      (page) => fits(page) && !forbidden.has(page),
    );
    const page =
      wanted.find((page) => !liked.has(page)) ??
      wanted[0] ??
      all.find((page) => page !== partPage && !avoid.has(page) && fits(page));
    return page ?? 1;
  }

  private went(role: string, page: number): void {
    this.roles.set(role, [page, ...(this.roles.get(role) ?? []).filter((other) => other !== page)]);
  }
}

const sizeOf = ({ rows, cols }: Placed) => ({ width: Math.ceil(cols / 4), height: Math.ceil(rows / 4) });
