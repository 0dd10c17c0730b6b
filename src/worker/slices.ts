/** The functions that a loop needs to divide its time. */
export interface SliceHost {
  /** The time in milliseconds. */
  now(): number;
  /** Lets pending messages in; resolves soon after. */
  yieldToMessages(): Promise<void>;
}

/** A loop's time, divided into slices. Between two slices the thread handles its messages. */
export class TimeSlices {
  private start: number;

  /** @param length milliseconds of a slice */
  constructor(
    private readonly host: SliceHost,
    private readonly length: number,
  ) {
    this.start = host.now();
  }

  /** Whether the present slice is used up. */
  get over(): boolean {
    return this.host.now() - this.start >= this.length;
  }

  /** Lets pending messages in and starts the next slice. */
  async next(): Promise<void> {
    await this.host.yieldToMessages();
    this.start = this.host.now();
  }
}

export interface SlicedLoop {
  /** Whether another piece must be done; asked before each piece. */
  readonly more: () => boolean;
  /** Does one piece. `pause` ends the slice early. */
  readonly advance: () => Piece | Promise<Piece>;
  /** Called after each slice, before messages are let in. */
  readonly between?: () => void | Promise<void>;
}

/** What a piece of work says about its slice. */
// biome-ignore lint/suspicious/noConfusingVoidType: a piece may return nothing
type Piece = 'pause' | void;

/** Does one piece of work after another in slices of time, and lets messages in between two slices. */
export async function inSlices(
  host: SliceHost,
  length: number,
  { more, advance, between }: SlicedLoop,
): Promise<void> {
  const slices = new TimeSlices(host, length);
  while (more()) {
    const advanced = advance();
    // A promise costs time even if it is resolved, and most backends return none.
    const piece = advanced instanceof Promise ? await advanced : advanced;
    if (piece !== 'pause' && !slices.over) continue;
    if (!more()) return;
    await between?.();
    await slices.next();
  }
}
