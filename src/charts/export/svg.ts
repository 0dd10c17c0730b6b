import type { ChartMeta } from '../types';

/** Presentation that a picture needs to look the same away from the page. */
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
  'dominant-baseline',
] as const;

const namespace = 'http://www.w3.org/2000/svg';
const padding = 12;
const headHeight = 34;
const footHeight = 24;

/** A copy of an element with its computed look written into it. */
function withStyles(source: Element): Element {
  const copy = source.cloneNode(true) as Element;
  const sources = [source, ...source.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  sources.forEach((element, i) => {
    const computed = getComputedStyle(element);
    for (const style of styles) {
      const value = computed.getPropertyValue(style);
      if (value) copies[i]!.setAttribute(style, value);
    }
    copies[i]!.removeAttribute('class');
  });
  return copy;
}

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

/** A drawing with its looks written in, at a place of the document. */
function placed(drawing: SVGSVGElement, at: Readonly<Record<string, number>>): Element {
  const copy = withStyles(drawing);
  copy.removeAttribute('style');
  // What stands beyond its edge, such as a number at an axis' end, is cut off only where the page does so.
  copy.setAttribute('overflow', getComputedStyle(drawing).overflow);
  for (const [key, value] of Object.entries(at)) copy.setAttribute(key, String(value));
  return copy;
}

/** What a legend shows of the chart's series: words, coloured marks and small drawings; and how far down it goes. */
function legendMarks(legend: HTMLElement, top: number): { marks: Element[]; bottom: number } {
  const frame = legend.getBoundingClientRect();
  const marks: Element[] = [];
  let bottom = top + frame.height;
  const at = ({ left, top: y, width, height }: DOMRect) => {
    const place = { x: left - frame.left + padding, y: y - frame.top + top, width, height };
    // A legend that scrolls on the page is whole in the picture.
    bottom = Math.max(bottom, place.y + height);
    return place;
  };
  const walker = document.createTreeWalker(legend, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!;
    // Hidden series are not in the picture either.
    if (parent.closest('[aria-pressed="false"], svg')) continue;
    if (node instanceof SVGSVGElement) {
      marks.push(placed(node, at(node.getBoundingClientRect())));
    } else if (node instanceof HTMLElement) {
      const { backgroundColor } = getComputedStyle(node);
      if (node.childNodes.length > 0) continue;
      marks.push(element('rect', { ...at(node.getBoundingClientRect()), fill: backgroundColor }));
    } else if (node.textContent?.trim()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { x, y, height } = at(range.getBoundingClientRect());
      const { color, fontSize } = getComputedStyle(parent);
      marks.push(
        element(
          'text',
          { x, y: y + 0.78 * height, 'font-size': fontSize, fill: color },
          node.textContent.trim(),
        ),
      );
    }
  }
  return { marks, bottom };
}

/**
 * A chart as a self-contained SVG document: title, the picture (canvases as images, drawings with their looks written
 * in), its legend, and the experiment beneath it.
 * @param box the element that holds the chart's canvases and drawings
 * @param legend the element that holds its legend
 */
export function svgDocument(meta: ChartMeta, box: HTMLElement, legend: HTMLElement): string {
  const frame = box.getBoundingClientRect();
  const width = Math.ceil(frame.width) + 2 * padding;
  const { marks, bottom } = legendMarks(legend, Math.ceil(frame.height) + headHeight);
  const height = Math.ceil(bottom) + footHeight;
  const { color, backgroundColor } = getComputedStyle(document.body);
  const text = { 'font-family': 'system-ui, sans-serif', fill: color };
  const svg = element('svg', {
    xmlns: namespace,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'system-ui, sans-serif',
  });
  svg.append(element('title', {}, meta.title), element('desc', {}, `${meta.description} ${meta.caption()}`));
  svg.append(element('rect', { width, height, fill: backgroundColor }));
  svg.append(
    element('text', { x: padding, y: 22, 'font-size': 15, 'font-weight': 600, ...text }, meta.title),
  );
  svg.append(
    element('text', { x: padding, y: height - 9, 'font-size': 11, ...text, opacity: 0.75 }, meta.caption()),
  );
  for (const node of box.querySelectorAll('canvas, svg')) {
    if (node.parentElement?.closest('svg')) continue;
    const place = node.getBoundingClientRect();
    if (place.width === 0 || place.height === 0) continue;
    const at = {
      x: place.left - frame.left + padding,
      y: place.top - frame.top + headHeight,
      width: place.width,
      height: place.height,
    };
    if (node instanceof HTMLCanvasElement) {
      svg.append(
        element('image', {
          ...at,
          href: node.toDataURL('image/png'),
          preserveAspectRatio: 'none',
          style: 'image-rendering: pixelated',
        }),
      );
    } else {
      svg.append(placed(node as SVGSVGElement, at));
    }
  }
  svg.append(...marks);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}
