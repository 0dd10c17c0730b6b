import { rgb } from 'd3-color';

/** Style properties that a picture needs to look the same outside the page. */
const styles = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

/** Attributes that only have a meaning on the page. */
const pageOnly =
  /^(class|style|id|tabindex|role|vector-effect|dominant-baseline|pointer-events|aria-.*|data-.*|font-family|cursor)$/;

/** Lengths that may be percentages of their viewport. */
const lengths = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'width', 'height'] as const;

const namespace = 'http://www.w3.org/2000/svg';

/** The fonts of a saved picture, by name; the first is the one that a PDF embeds. */
export const fonts = "DejaVu Sans, Verdana, Arial, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const node = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Converts a CSS colour to SVG 1.1, with its opacity. */
export function plainColor(color: string): { readonly color: string; readonly opacity: number } {
  const parsed = rgb(color);
  return parsed.displayable()
    ? { color: parsed.formatHex(), opacity: parsed.opacity }
    : { color, opacity: 1 };
}

/** The scale from a drawing's own units to the page. */
function stretch(drawing: Element): number {
  const matrix = drawing instanceof SVGGraphicsElement ? drawing.getScreenCTM() : null;
  return matrix ? Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c)) || 1 : 1;
}

/** Writes the computed style of an element into its copy. */
function writeLook(source: Element, copy: Element): void {
  const computed = getComputedStyle(source);
  const values = new Map<string, string>(styles.map((style) => [style, computed.getPropertyValue(style)]));
  for (const paint of ['fill', 'stroke'] as const) {
    const { color, opacity } = plainColor(values.get(paint) ?? '');
    values.set(paint, color);
    if (opacity < 1)
      values.set(`${paint}-opacity`, String(opacity * Number(values.get(`${paint}-opacity`) ?? 1)));
  }
  // A stroke that does not scale with its drawing is converted to the drawing's own units.
  const fixed = computed.getPropertyValue('vector-effect') === 'non-scaling-stroke' ? stretch(source) : 1;
  if (fixed !== 1) {
    values.set('stroke-width', String(Number.parseFloat(values.get('stroke-width') ?? '1') / fixed));
    const dashes = values.get('stroke-dasharray') ?? 'none';
    if (dashes !== 'none')
      values.set(
        'stroke-dasharray',
        dashes
          .split(/[ ,]+/)
          .map((dash) => Number.parseFloat(dash) / fixed)
          .join(' '),
      );
  }
  for (const name of copy.getAttributeNames()) if (pageOnly.test(name)) copy.removeAttribute(name);
  for (const [name, value] of values) {
    if (value && !(name === 'opacity' && value === '1')) copy.setAttribute(name, value.replaceAll('px', ''));
  }
  if (source instanceof SVGTextElement) {
    const middle = /middle|central/.test(computed.getPropertyValue('dominant-baseline'));
    if (middle && !copy.hasAttribute('dy')) copy.setAttribute('dy', '0.35em');
  }
  for (const name of lengths) {
    if (!copy.getAttribute(name)?.includes('%')) continue;
    const length = (source as unknown as Record<string, SVGAnimatedLength | SVGAnimatedLengthList>)[name];
    const base = length?.baseVal;
    const value = base && 'value' in base ? base.value : base?.getItem(0).value;
    if (value !== undefined) copy.setAttribute(name, String(Math.round(1000 * value) / 1000));
  }
}

/** A drawing with its styles written in, at a place of the document; hidden elements are left out. */
function placed(drawing: SVGSVGElement, at: Readonly<Record<string, number>>, prefix: string): Element {
  const copy = drawing.cloneNode(true) as Element;
  const sources = [drawing, ...drawing.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  const names = new Map<string, string>();
  sources.forEach((source, i) => {
    if (source.id) names.set(source.id, `${prefix}-${names.size}`);
    writeLook(source, copies[i]!);
  });
  sources.forEach((source, i) => {
    const one = copies[i]!;
    if (source.id) one.setAttribute('id', names.get(source.id)!);
    for (const name of one.getAttributeNames()) {
      const value = one.getAttribute(name)!;
      const found = value.match(/url\(["']?#([^"')]+)["']?\)/)?.[1];
      if (found) one.setAttribute(name, `url(#${names.get(found) ?? found})`);
    }
    if (i > 0 && getComputedStyle(source).display === 'none' && source.tagName !== 'title') one.remove();
  });
  // Parts beyond the edge, such as a number at an axis' end, are clipped only if the page clips them.
  copy.setAttribute('overflow', getComputedStyle(drawing).overflow === 'visible' ? 'visible' : 'hidden');
  for (const [key, value] of Object.entries(at)) copy.setAttribute(key, String(value));
  return copy;
}

/** A canvas as an image; its cells stay sharp in every viewer. */
function sharp(canvas: HTMLCanvasElement, width: number): string {
  const times = Math.max(1, Math.ceil((2 * width) / canvas.width));
  if (getComputedStyle(canvas).imageRendering !== 'pixelated' || times === 1)
    return canvas.toDataURL('image/png');
  const large = document.createElement('canvas');
  [large.width, large.height] = [canvas.width * times, canvas.height * times];
  const context = large.getContext('2d');
  if (!context) return canvas.toDataURL('image/png');
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return large.toDataURL('image/png');
}

/** The lines into which the page breaks a text, each with its place. */
function linesOf(node: Text): { readonly text: string; readonly place: DOMRect }[] {
  const range = document.createRange();
  const lines: { text: string; place: DOMRect }[] = [];
  for (const { 0: word, index } of node.data.matchAll(/\s+|[\u2e80-\uffff]|[^\s\u2e80-\uffff]+/g)) {
    for (const [start, end] of pieces(word, index)) {
      range.setStart(node, start);
      range.setEnd(node, end);
      const place = range.getBoundingClientRect();
      const last = lines.at(-1);
      const text = node.data.slice(start, end);
      if (place.width === 0 && text.trim() === '') continue;
      if (last && Math.abs(last.place.top - place.top) < 2) last.text += text;
      else if (text.trim() !== '') lines.push({ text, place });
    }
  }
  return lines.map(({ text, place }) => ({ text: text.trimEnd(), place }));
}

/** Splits text into words, or into letters if a long word may be broken. */
const pieces = (word: string, index: number): [number, number][] =>
  word.length < 30
    ? [[index, index + word.length]]
    : Array.from(word, (_, i): [number, number] => [index + i, index + i + 1]);

/** Runs a function while the page has the colours of another scheme; nothing is painted meanwhile. */
export function inScheme<T>(scheme: 'light' | 'dark', run: () => T): T {
  const root = document.documentElement;
  const name = 'data-mantine-color-scheme';
  const before = root.getAttribute(name);
  root.setAttribute(name, scheme);
  try {
    return run();
  } finally {
    if (before === null) root.removeAttribute(name);
    else root.setAttribute(name, before);
  }
}

export interface SvgOptions {
  readonly title: string;
  readonly description: string;
  readonly scheme: 'light' | 'dark';
  /** The enlargement of the drawing relative to its layout. */
  readonly zoom: number;
}

/**
 * Converts laid out page content to an SVG element that looks the same anywhere. Drawings get their styles written in,
 * canvases become images, and words are placed line by line. It uses no CSS and no variables.
 */
export const figureSvg = (figure: HTMLElement, options: SvgOptions): SVGSVGElement =>
  inScheme(options.scheme, () => {
    const { title, description, zoom } = options;
    const frame = figure.getBoundingClientRect();
    const [width, height] = [Math.ceil(frame.width), Math.ceil(frame.height)];
    const svg = element('svg', {
      width: width * zoom,
      height: height * zoom,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': fonts,
    }) as SVGSVGElement;
    const { color } = plainColor(getComputedStyle(document.body).backgroundColor);
    svg.append(
      element('title', {}, title),
      element('desc', {}, description),
      element('rect', { width, height, fill: color }),
    );
    const at = ({ left, top, width, height }: DOMRect) => ({
      x: Math.round(100 * (left - frame.left)) / 100,
      y: Math.round(100 * (top - frame.top)) / 100,
      width: Math.round(100 * width) / 100,
      height: Math.round(100 * height) / 100,
    });
    const walker = document.createTreeWalker(figure, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let drawings = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (parent.closest('svg') || getComputedStyle(parent).visibility === 'hidden') continue;
      if (node instanceof Text) {
        const { color, fontSize } = getComputedStyle(parent);
        const { color: fill, opacity } = plainColor(color);
        for (const { text, place } of linesOf(node)) {
          const { x, y, height } = at(place);
          svg.append(
            element(
              'text',
              {
                x,
                y: Math.round(100 * (y + 0.78 * height)) / 100,
                'font-size': Number.parseFloat(fontSize),
                fill,
                ...(opacity < 1 ? { 'fill-opacity': opacity } : {}),
              },
              text,
            ),
          );
        }
        continue;
      }
      const place = (node as Element).getBoundingClientRect();
      if (place.width === 0 || place.height === 0) continue;
      if (node instanceof HTMLCanvasElement)
        svg.append(
          element('image', { ...at(place), href: sharp(node, place.width), preserveAspectRatio: 'none' }),
        );
      else if (node instanceof SVGSVGElement) svg.append(placed(node, at(place), `d${drawings++}`));
    }
    return svg;
  });

/** The text of an SVG file for an element. */
export const svgText = (svg: SVGSVGElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
