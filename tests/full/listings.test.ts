import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pythonWithTorch } from './python';

const folder = 'src/features/learn/listings';

test('the classic listing stops at its second step, and the mended one teaches', () => {
  const python = pythonWithTorch();
  if (!python) throw new Error('Python with PyTorch is not installed');
  const classic = spawnSync(python, [`${folder}/classic.py`], { encoding: 'utf8' });
  expect(classic.status).not.toBe(0);
  expect(classic.stderr).toContain('Trying to backward through the graph a second time');
  expect(classic.stdout.trim().split('\n')).toHaveLength(1);
  const program = readFileSync(`${folder}/mended.py`, 'utf8');
  const scores = (code: string) => {
    const said = execFileSync(python, ['-'], { input: code, encoding: 'utf8' });
    return [...said.matchAll(/accuracy ([\d.]+)/g)].map(([, score]) => Number(score));
  };
  const [teacher, alone, taught] = scores(program);
  expect(taught).toBeGreaterThan(teacher! - 0.05);
  expect(alone).toBeLessThan(teacher! - 0.15);
  // With the share of wrong labels at 0, most of the difference is gone.
  expect(program).toContain('wrong=0.4');
  const [, rightAlone, rightTaught] = scores(program.replace('wrong=0.4', 'wrong=0.0'));
  expect(rightTaught! - rightAlone!).toBeLessThan((taught! - alone!) / 2);
});

test('kl_div as the classic listing calls it is ten times too small with ten classes', () => {
  const python = pythonWithTorch();
  if (!python) throw new Error('Python with PyTorch is not installed');
  expect(readFileSync(`${folder}/classic.py`, 'utf8')).not.toContain('batchmean');
  const program = `
import torch, torch.nn.functional as F
a, b = torch.randn(100, 10).log_softmax(1), torch.randn(100, 10).softmax(1)
print((F.kl_div(a, b, reduction="batchmean") / F.kl_div(a, b)).item())`;
  const ratio = Number(execFileSync(python, ['-W', 'ignore', '-'], { input: program, encoding: 'utf8' }));
  expect(ratio).toBeCloseTo(10, 4);
});
