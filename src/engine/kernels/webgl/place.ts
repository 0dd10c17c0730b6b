import { copying, type Draw } from './lower';
import { type Pages, partPage } from './pages';
import { type Cell, type Location, Placed } from './placed';

/**
 * Chooses the locations of matrices. WebGL forbids a program to read a texture that it writes. Every output must therefore
 * be on another page than every input of the same program. Outputs that are written together must share one cell. Equal
 * programs run together if their matrices are on the same pages. Each matrix is therefore placed on the page of the
 * last matrix with the same role, if possible.
 */
export class Placement {
  /** Spots of matrices that are only needed while a sequence runs. All sequences share them. */
  private readonly scratch: Location[] = [];

  constructor(private readonly pages: Pages) {}

  /** Places all matrices that have no location yet. Returns runs that satisfy the rules of WebGL. */
  settle(draws: readonly Draw[]): Draw[] {
    const run = new Run(this.pages, this.scratch);
    run.place(draws);
    const settled = draws.flatMap((draw) => (keepsRules(draw) ? [draw] : this.apart(draw, run)));
    this.scratch.push(...run.added);
    return settled;
  }

  /**
   * Splits a run whose matrices were already placed for other runs. Each output gets its own run. An output that cannot
   * be written in place is written to a scratch matrix and then copied.
   */
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

const pageOf = ({ location }: Placed): number => location!.page;

function keepsRules({ outs, inputs }: Draw): boolean {
  const read = inputs.map(pageOf);
  const written = outs.map(pageOf);
  return (
    outs.every(({ location }) => location!.cell === outs[0]!.location!.cell) &&
    new Set(written).size === outs.length &&
    !written.some((page) => read.includes(page))
  );
}

/** The placement of the matrices of one sequence. */
class Run {
  readonly added: Location[] = [];
  private readonly readBy = new Map<Placed, Draw[]>();
  private readonly writtenBy = new Map<Placed, Draw[]>();
  /** For each role, the pages on which its matrices were placed, the latest first. */
  private readonly roles = new Map<string, number[]>();
  private readonly free: Location[];

  constructor(
    private readonly pages: Pages,
    scratch: readonly Location[],
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
        if (!input.location) this.placeAlone(input, role);
        this.went(role, pageOf(input));
      });
      draw.outs.forEach((out, i) => {
        this.went(`${draw.shader.key} out ${i}`, pageOf(out));
      });
    }
  }

  private placeOuts(draw: Draw): void {
    const { outs, inputs, shader } = draw;
    // The pages that the unplaced inputs prefer. The outputs avoid them if possible.
    const liked = new Set(
      inputs.flatMap((input, i) =>
        input.location ? [] : (this.roles.get(`${shader.key} in ${i}`) ?? []).slice(0, 1),
      ),
    );
    const cell = outs.flatMap(({ location }) => (location ? [location.cell] : []))[0];
    const chosen: number[] = [];
    const unplaced = outs.filter(({ location }) => !location);
    for (const out of unplaced) {
      const index = outs.indexOf(out);
      const others = outs.flatMap(({ location }) => (location ? [location.page] : []));
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

  /**
   * A cell for outputs that are written together. If none of them is kept, it reuses the free locations of scratch
   * matrices.
   */
  private cellFor(outs: readonly Placed[], chosen: readonly number[]): Cell {
    const [first] = outs;
    if (outs.every(({ use }) => use !== 'kept')) {
      const has = (cell: Cell, page: number) =>
        this.free.some((location) => location.cell === cell && location.page === page);
      const { width, height } = sizeOf(first!);
      const location = this.free.find(
        ({ cell }) =>
          cell.width === width && cell.height === height && chosen.every((page) => has(cell, page)),
      );
      if (location) return location.cell;
    }
    return this.pages.cellFor(first!, chosen);
  }

  private put(matrix: Placed, page: number, cell?: Cell): void {
    const { width, height } = sizeOf(matrix);
    if (matrix.use !== 'kept') {
      const index = this.free.findIndex(
        (location) =>
          location.page === page &&
          (cell ? location.cell === cell : location.cell.width === width && location.cell.height === height),
      );
      if (index >= 0) {
        matrix.location = this.free.splice(index, 1)[0];
        return;
      }
    }
    const home = cell && !cell.taken.has(page) ? cell : this.pages.cellFor(matrix, [page]);
    const location = { cell: home, page };
    this.pages.put(matrix, location);
    if (matrix.use !== 'kept') this.added.push(location);
  }

  /** Chooses a page that satisfies the rules: the latest page of the role, else an earlier one, else the first page. */
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
      for (const { location } of others) if (location) forbidden.add(location.page);
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
