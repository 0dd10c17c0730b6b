import { expect, test } from 'vitest';
import { changeInWords } from '../../../src/schema/changeInWords';
import { setField } from '../../../src/schema/edit';
import { parseExperiment } from '../../../src/schema/parse';
import { presets } from '../../../src/schema/presets';
import { small } from '../engine/specs';

const english = ({ en }: { readonly en: string }) => en;
const chinese = (text: Readonly<Record<string, string>>) => text['zh-CN']!;

const table = (file: string, text: string) => small({ data: { kind: 'csv', file, text } });

test.each([
  ['network.activation', 'relu', 'Activation: tanh → ReLU', '激活函数'],
  ['network.depth', 9, 'Depth: 3 → 9', '3 → 9'],
  ['training.optimizer.learningRate', 0.01, 'Learning rate: 0.1 → 0.01', '0.1 → 0.01'],
  ['data.kind', 'spiral', 'Data set: Two moons → Spiral', '螺旋'],
  ['seed', 6, 'Seed: 5 → 6', '5 → 6'],
  ['name', 'Mine', 'Name: 3 × tanh, Glorot normal, two moons → Mine', 'Mine'],
])('a change of %s to %s is told by its label and both values', (path, value, english_, part) => {
  const before = small();
  const after = setField(before, path, value);
  expect(changeInWords(before, after, english).toLowerCase()).toContain(english_.toLowerCase());
  expect(changeInWords(before, after, chinese as never)).toContain(part);
});

test('a table is told by the names of its files, never by its content', () => {
  const [first, second] = [
    table('iris.csv', 'a,b,c\n1,2,x\n3,4,y\n'),
    table('wine.csv', 'a,b,c\n5,6,x\n7,8,z\n'),
  ];
  expect(changeInWords(first, second, english)).toBe('Data: iris.csv → wine.csv');
  const words = changeInWords(small(), first, english);
  expect(words).toContain('→ iris.csv');
  expect(words).not.toContain('1,2,x');
});

test('many changes at once are told by the experiments’ titles', () => {
  const preset = parseExperiment(presets.exploding.spec);
  expect(changeInWords(small({ name: 'Mine' }), preset, english)).toBe('Mine → Exploding ReLU');
  expect(changeInWords(small({ name: 'Mine' }), preset, chinese as never)).toBe('Mine → ReLU 网络的梯度爆炸');
});
