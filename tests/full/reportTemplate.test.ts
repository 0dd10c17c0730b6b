import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hashOf, listPath, type Sources } from '../../scripts/report/sources.ts';

test('python/gradient_lab_report.py was built from the sources as they are', () => {
  const { files, sha256 } = JSON.parse(readFileSync(listPath, 'utf8')) as Sources;
  expect(files).toContain('src/features/models/RunView.tsx');
  expect(files).toContain('src/data/logs/readLog.ts');
  expect(
    hashOf(files),
    'The page has changed since: run `npm run build:report` and commit what it writes.',
  ).toBe(sha256);
});
