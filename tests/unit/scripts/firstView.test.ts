import { expect, test } from 'vitest';
import { rulesFor, withoutScripts, withoutStyleAttributes } from '../../../scripts/firstView';

test('styles of attributes become classes, the same style the same class, none is left', () => {
  const { html, css } = withoutStyleAttributes(
    '<p style="top:1px">a</p><b class="x" style="top:1px">b</b><i style="font:&quot;A&quot;">c</i>',
  );
  expect(html).toBe('<p class="v0">a</p><b class="v0 x">b</b><i class="v1">c</i>');
  expect(css).toBe('.v0.v0{top:1px}.v1.v1{font:"A"}');
});

test('only rules that can apply are kept, those within media queries too', () => {
  const sheet =
    '.a{top:0}.b,.a .a{top:1px}.c{top:2px}body{top:3px}@media(min-width:1px){.a:not(.c){top:4px}.c{top:5px}}@media print{.c{top:6px}}';
  expect(rulesFor(sheet, '<p class="a b">').replaceAll(/\s/g, '')).toBe(
    '.a{top:0}.b,.a.a{top:1px}body{top:3px}@media(min-width:1px){.a:not(.c){top:4px}}',
  );
});

test('of a sheet that is loaded later only rules that name a class of the view are kept', () => {
  expect(rulesFor('p{top:0}.a{top:1px}:root{top:2px}', '<p class="a">', true).replaceAll(/\s/g, '')).toBe(
    '.a{top:1px}',
  );
});

test('scripts are taken from the page, those that others import first; the rest stays', () => {
  const page = `<script src="./start.js"></script>
    <script type="module" crossorigin src="./entry.js" nonce="n"></script>
    <link rel="modulepreload" crossorigin href="./libraries.js" nonce="n">
    <link rel="modulepreload" crossorigin href="./first.js">
    <link rel="stylesheet" href="./a.css">`;
  expect(withoutScripts(page)).toEqual({
    scripts: ['./libraries.js', './first.js', './entry.js'],
    rest: `<script src="./start.js"></script>
    <link rel="stylesheet" href="./a.css">`,
  });
});
