import { jsPDF } from 'jspdf';
import { svg2pdf } from 'svg2pdf.js';
import { fontBase64, fontName } from './font';

/** Points of 1/72 inch for each CSS pixel of 1/96 inch. */
const pointsPerPixel = 0.75;

/** Pixels of a text image per CSS pixel: 600 dots per inch. */
const letterDensity = 6;

/** Matches characters that the embedded font lacks: it has Latin, Greek, Cyrillic, punctuation, arrows and mathematics. */
const others = /[\u0590-\u1cff\u2e80-\ua6ff\ua800-\ufaff\ufb07-\uffff]/;

/**
 * Converts an SVG to a PDF of vectors with an embedded font. Words that the font cannot write, such as Chinese, become
 * images.
 */
export async function pdfFile(svg: SVGSVGElement, title: string): Promise<Blob> {
  const width = svg.width.baseVal.value * pointsPerPixel;
  const height = svg.height.baseVal.value * pointsPerPixel;
  const pdf = new jsPDF({
    unit: 'pt',
    format: [width, height],
    orientation: width > height ? 'landscape' : 'portrait',
    compress: true,
  });
  pdf.setProperties({ title, creator: 'Gradient Lab' });
  pdf.addFileToVFS('DejaVuSans.ttf', await fontBase64());
  for (const style of ['normal', 'bold']) pdf.addFont('DejaVuSans.ttf', fontName, style);
  const own = svg.cloneNode(true) as SVGSVGElement;
  own.setAttribute('font-family', fontName);
  own.style.cssText = 'position:fixed;left:-20000px;top:0';
  document.body.append(own);
  try {
    picturesForOtherLetters(own);
    for (const title of own.querySelectorAll('title, desc')) title.remove();
    await svg2pdf(own, pdf, { x: 0, y: 0, width, height });
  } finally {
    own.remove();
  }
  return pdf.output('blob');
}

/** Replaces every text that the embedded font cannot write by an image. */
function picturesForOtherLetters(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll('text')) {
    const content = text.textContent ?? '';
    if (!others.test(content)) continue;
    const box = text.getBBox();
    const size = Number.parseFloat(getComputedStyle(text).fontSize);
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(box.width * letterDensity);
    canvas.height = Math.ceil(box.height * letterDensity);
    const context = canvas.getContext('2d');
    if (!context || canvas.width === 0) continue;
    context.scale(letterDensity, letterDensity);
    context.font = `${size}px "${fontName}", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif`;
    context.fillStyle = getComputedStyle(text).fill;
    context.textBaseline = 'alphabetic';
    context.fillText(content, 0, 0.8 * box.height);
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    const place = { x: box.x, y: box.y, width: box.width, height: box.height };
    for (const [name, value] of Object.entries(place)) image.setAttribute(name, String(value));
    const turned = text.getAttribute('transform');
    if (turned) image.setAttribute('transform', turned);
    image.setAttribute('href', canvas.toDataURL('image/png'));
    text.replaceWith(image);
  }
}
