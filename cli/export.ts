import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Problem, say } from '../src/base/problem';
import type { ExportFormat, Files, StudyFormat } from '../src/exports';
import { formatOf, readDistillation, readExperiment, readTransfer } from './experimentFile';
import { tell } from './terminal';

interface ExportOptions {
  readonly to?: string;
  readonly out?: string;
}

/** `lab export FILE … --to FORMAT`: writes an experiment, a study or a comparison for another program. */
export async function exportCommand(paths: readonly string[], options: ExportOptions): Promise<void> {
  await importTexts();
  const exports = await import('../src/exports');
  const [first] = paths;
  if (first === undefined)
    throw new Problem('missing', {
      field: 'FILE',
      allowed: say(
        'an experiment, a distillation, a transfer, or several experiments',
        '实验、蒸馏、迁移，或多个实验',
      ),
    });
  const to = formatFrom(exports.exportFormats, options.to, 'an export', '导出');
  const stem = basename(first).replace(/(\.(experiment|distillation|transfer))?\.json$/i, '');
  const asStudy = (kind: string, chinese: string): StudyFormat =>
    formatFrom(exports.studyFormats, to, kind, chinese);
  if (paths.length > 1) {
    formatFrom(['pytorch'], to, 'a comparison', '比较');
    const { comparisonFiles } = await import('../src/exports/pytorch');
    const specs = [];
    for (const path of paths) specs.push(await readExperiment(path));
    await write(await comparisonFiles(specs), 'comparison.pytorch', options.out, exports.zipOf);
    return;
  }
  const format = formatOf(first);
  const files =
    format === 'gradient-lab/distillation'
      ? await exports.distillationFiles(
          await readDistillation(first),
          asStudy('a distillation', '蒸馏'),
          stem,
        )
      : format === 'gradient-lab/transfer'
        ? await exports.transferFiles(await readTransfer(first), asStudy('a transfer', '迁移'), stem)
        : await exports.experimentFiles(await readExperiment(first), to, stem);
  await write(files, stem, options.out, exports.zipOf);
}

/** Lets Node import `?raw` texts: by a hook in this thread, before Node 22.15 in one of its own. */
async function importTexts(): Promise<void> {
  const { registerHooks } = nodeModule as { readonly registerHooks?: (hooks: unknown) => void };
  if (registerHooks) registerHooks(await import(new URL('./rawText.mjs', import.meta.url).href));
  else nodeModule.register('./rawText.mjs', import.meta.url);
}

/** One of some formats. @throws {Problem} it is none of them */
function formatFrom<F extends ExportFormat>(
  formats: readonly F[],
  found: string | undefined,
  kind: string,
  chinese: string,
): F {
  const format = formats.find((one) => one === found);
  if (format !== undefined) return format;
  const allowed = formats.join(', ');
  throw found === undefined
    ? new Problem('missing', { field: '--to', allowed })
    : new Problem('mismatch', {
        field: '--to',
        found: say(`found "${found}" for ${kind}`, `${chinese}的格式为“${found}”`),
        allowed,
      });
}

/**
 * Writes files into a folder, or one file by its name; several become a zip archive where no folder is named. Says what it wrote.
 *
 * @param stem what the archive is called
 */
async function write(
  files: Files,
  stem: string,
  out: string | undefined,
  zip: (files: Files) => Promise<Uint8Array>,
): Promise<void> {
  const entries = Object.entries(files);
  const isFolder =
    out !== undefined && (/[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory()));
  if (entries.length > 1 && !isFolder) {
    const path = out ?? `${stem}.zip`;
    if (!/\.zip$/i.test(path))
      throw new Problem('mismatch', {
        field: '--out',
        found: say(`${path} for ${entries.length} files`, `${path}，但有 ${entries.length} 个文件`),
        allowed: say('the name of a .zip file, or a folder', '.zip 文件名或文件夹'),
      });
    save(path, await zip(files));
    return;
  }
  for (const [name, content] of entries) save(isFolder ? join(out, name) : (out ?? name), content);
}

function save(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new Problem('mismatch', {
      field: '--out',
      found: error instanceof Error ? error.message : String(error),
      allowed: say('a file that can be written', '可写入的文件'),
    });
  }
  tell(path);
}
