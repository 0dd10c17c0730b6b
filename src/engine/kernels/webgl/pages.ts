import { blocks, type Cell, type Location, type Placed } from './placed';

/** Initial width and height of a page in blocks. */
const firstSide = 64;
/** Maximum number of pages. Every GPU lets a program read that many textures. */
const maxPages = 16;
/** The page for the first halves of measures only. The programs that compute them can then read every other page. */
export const partPage = 0;

/** The pages that a program writes, with all four layers of each. The framebuffer is replaced when pages grow. */
export interface Target {
  readonly pages: readonly number[];
  framebuffer: WebGLFramebuffer;
}

/**
 * The GPU textures that hold all matrices. A page is a texture with four layers. One pixel position of a page stores a
 * block of 4 × 4 numbers: each layer stores one row of the block. All pages have the same size and grow together. Page
 * n is bound to texture unit n.
 */
export class Pages {
  private readonly textures: (WebGLTexture | undefined)[] = [];
  private readonly targets = new Map<string, Target>();
  private readonly cells = new Map<string, Cell[]>();
  /** Rows of cells. The cells of a shelf have the same height. */
  private readonly shelves: { readonly y: number; readonly height: number; end: number }[] = [];
  private bottom = 0;
  private width = firstSide;
  private height = firstSide;
  /** Width and height of the existing textures. `follow` enlarges them to `width` and `height`. */
  private made: readonly [width: number, height: number] = [firstSide, firstSide];
  private packed = new Float32Array(0);
  readonly count: number;

  /** @param side maximum width and height of a page in blocks */
  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly side: number,
  ) {
    this.count = Math.min(maxPages, gl.getParameter(gl.MAX_TEXTURE_IMAGE_UNITS) as number);
  }

  /** Whether a cell is free on that page. */
  isFree = ({ taken }: Cell, page: number): boolean => !taken.has(page);

  /** A cell of the matrix's size that is free on all those pages. */
  cellFor({ rows, cols }: Placed, pages: readonly number[]): Cell {
    const [width, height] = [blocks(cols), blocks(rows)];
    const key = `${width} ${height}`;
    const alike = this.cells.get(key) ?? [];
    this.cells.set(key, alike);
    const known = alike.find((cell) => pages.every((page) => !cell.taken.has(page)));
    if (known) return known;
    const cell: Cell = { ...this.room(width, height), width, height, taken: new Set() };
    alike.push(cell);
    return cell;
  }

  /** Places a matrix at a location. */
  put(matrix: Placed, location: Location): void {
    location.cell.taken.add(location.page);
    matrix.location = location;
  }

  /** Frees the location of a matrix. */
  take(matrix: Placed): void {
    const { location } = matrix;
    if (!location) return;
    location.cell.taken.delete(location.page);
    matrix.location = undefined;
  }

  /** The target for a program that writes those pages. */
  target(pages: readonly number[]): Target {
    const key = String(pages);
    const target = this.targets.get(key) ?? { pages, framebuffer: this.framebuffer(pages) };
    this.targets.set(key, target);
    return target;
  }

  /**
   * Writes a matrix's numbers, row-major. The upload is skipped if no program writes the matrix and no number changed.
   */
  write(matrix: Placed, values: ArrayLike<number>): void {
    const { rows, cols, layers, computed } = matrix;
    const [width, height] = [blocks(cols), blocks(rows)];
    const size = 4 * width * height * layers;
    const fresh = computed || !matrix.written;
    const packed = computed ? this.scratch(size) : (matrix.written ?? new Float32Array(size));
    if (computed) packed.fill(0, 0, size);
    else matrix.written = packed;
    let changed = fresh;
    for (let row = 0, from = 0; row < rows; row++) {
      const to = 4 * width * ((row % 4) * height + (row >> 2));
      for (let col = 0; col < cols; col++, from++) {
        const value = Math.fround(values[from]!);
        if (Object.is(packed[to + col], value)) continue;
        packed[to + col] = value;
        changed = true;
      }
    }
    if (changed && matrix.location) this.upload(matrix, packed);
  }

  /** Uploads the numbers that a matrix was given before it had a location, or zeros if there are none. */
  fill(matrix: Placed): void {
    if (matrix.use !== 'kept') return;
    const size = 4 * blocks(matrix.cols) * blocks(matrix.rows) * matrix.layers;
    this.upload(matrix, matrix.written ?? this.scratch(size).fill(0, 0, size));
  }

  /** Copies a matrix's numbers to `values`, row-major. If a program writes the matrix, it waits for the GPU. */
  read(matrix: Placed, values: Float32Array): void {
    const { gl } = this;
    const { rows, cols, layers, written, location } = matrix;
    const [width, height] = [blocks(cols), blocks(rows)];
    const layer = 4 * width * height;
    let packed = written;
    if (!packed) {
      packed = this.scratch(layer * layers);
      if (!location) packed.fill(0, 0, layer * layers);
      else {
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.target([location.page]).framebuffer);
        for (let k = 0; k < layers; k++) {
          gl.readBuffer(gl.COLOR_ATTACHMENT0 + k);
          const { x, y } = location.cell;
          gl.readPixels(x, y, width, height, gl.RGBA, gl.FLOAT, packed, k * layer);
        }
      }
    }
    for (let row = 0, to = 0; row < rows; row++) {
      const from = (row % 4) * layer + 4 * width * (row >> 2);
      for (let col = 0; col < cols; col++) values[to++] = packed[from + col]!;
    }
  }

  /**
   * Enlarges the textures so that they hold everything that has been placed.
   * @throws Error if the GPU has too little memory
   */
  follow(): void {
    const { gl } = this;
    const [width, height] = this.made;
    if (this.width === width && this.height === height) return;
    this.made = [this.width, this.height];
    const before = [...this.textures];
    const from = gl.createFramebuffer();
    for (const [page, texture] of before.entries()) {
      if (!texture) continue;
      this.textures[page] = this.create(page);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
      for (let k = 0; k < 4; k++) {
        gl.framebufferTextureLayer(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, texture, 0, k);
        gl.copyTexSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, k, 0, 0, width, height);
      }
      gl.deleteTexture(texture);
    }
    gl.deleteFramebuffer(from);
    for (const target of this.targets.values()) {
      gl.deleteFramebuffer(target.framebuffer);
      target.framebuffer = this.framebuffer(target.pages);
    }
    if (gl.getError() === gl.OUT_OF_MEMORY) throw new Error('the graphics card has too little memory');
  }

  private upload({ location, rows, cols, layers }: Placed, packed: Float32Array): void {
    const { gl } = this;
    const { cell, page } = location!;
    this.texture(page);
    gl.activeTexture(gl.TEXTURE0 + page);
    gl.texSubImage3D(
      gl.TEXTURE_2D_ARRAY,
      0,
      cell.x,
      cell.y,
      0,
      blocks(cols),
      blocks(rows),
      layers,
      gl.RGBA,
      gl.FLOAT,
      packed,
    );
  }

  private scratch(size: number): Float32Array<ArrayBuffer> {
    if (this.packed.length < size) this.packed = new Float32Array(size);
    return this.packed as Float32Array<ArrayBuffer>;
  }

  private texture(page: number): WebGLTexture {
    const texture = this.textures[page] ?? this.create(page);
    this.textures[page] = texture;
    return texture;
  }

  private create(page: number): WebGLTexture {
    const { gl } = this;
    const [width, height] = this.made;
    const texture = gl.createTexture()!;
    gl.activeTexture(gl.TEXTURE0 + page);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA32F, width, height, 4);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return texture;
  }

  private framebuffer(pages: readonly number[]): WebGLFramebuffer {
    const { gl } = this;
    const framebuffer = gl.createFramebuffer()!;
    const textures = pages.map((page) => this.texture(page));
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const attachments = textures.flatMap((texture, i) =>
      [0, 1, 2, 3].map((layer) => {
        const attachment = gl.COLOR_ATTACHMENT0 + 4 * i + layer;
        gl.framebufferTextureLayer(gl.FRAMEBUFFER, attachment, texture, 0, layer);
        return attachment;
      }),
    );
    gl.drawBuffers(attachments);
    return framebuffer;
  }

  /** Finds room for a cell: on a shelf of its height, or on a new shelf below the others. */
  private room(width: number, height: number): { x: number; y: number } {
    if (Math.max(width, height) > this.side) {
      throw new Error(`the graphics card holds matrices of at most ${4 * this.side} rows and columns`);
    }
    for (;;) {
      const shelf = this.shelves.find((one) => one.height === height && one.end + width <= this.width);
      if (shelf) {
        const x = shelf.end;
        shelf.end += width;
        return { x, y: shelf.y };
      }
      if (width <= this.width && this.bottom + height <= this.height) {
        this.shelves.push({ y: this.bottom, height, end: 0 });
        this.bottom += height;
      } else this.grow(width);
    }
  }

  private grow(width: number): void {
    const { side } = this;
    if ((width > this.width || this.width <= this.height || this.height === side) && this.width < side) {
      this.width *= 2;
    } else if (this.height < side) this.height *= 2;
    else throw new Error(`the graphics card holds at most ${16 * side * side} numbers on a page`);
  }
}
