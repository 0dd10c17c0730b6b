import { execFileSync, spawnSync } from 'node:child_process';
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
  const mended = execFileSync(python, [`${folder}/mended.py`], { encoding: 'utf8' });
  const [teacher, alone, taught] = [...mended.matchAll(/accuracy ([\d.]+)/g)].map(([, score]) =>
    Number(score),
  );
  expect(taught).toBeGreaterThan(teacher! - 0.05);
  expect(alone).toBeLessThan(teacher! - 0.15);
});
