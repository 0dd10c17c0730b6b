// Writes a SCORM package of a chapter or an assignment, with the whole lab inside.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { assignmentIn } from '../../src/schema/assignment/collect.ts';
import { toFragment } from '../../src/schema/link.ts';
import { launchPage, launchScript, wrapperLicence, wrapperScript } from './launch.ts';
import { manifestOf, type ScormVersion, scormVersions } from './manifest.ts';

const lab = 'dist-single/gradient-lab.html';

const { values } = parseArgs({
  options: {
    chapter: { type: 'string' },
    assignment: { type: 'string' },
    version: { type: 'string', default: '2004' },
    out: { type: 'string', default: 'gradient-lab.scorm.zip' },
  },
});

/** Says what is wrong and ends. */
function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

if (!existsSync(lab)) refuse(`${lab} is missing; run npm run build:single first.`);
const version = scormVersions.find((one) => one === values.version) as ScormVersion | undefined;
if (!version) refuse(`--version: found "${values.version}"; use ${scormVersions.join(' or ')}.`);
if ((values.chapter === undefined) === (values.assignment === undefined)) {
  refuse('Use either --chapter NAME (as in the chapter’s link) or --assignment FILE.');
}

const { title, address, done } = content();
const files = ['index.html', 'scorm.js', 'scorm-api-wrapper.js', 'gradient-lab.html'];
const archive = zipSync({
  'imsmanifest.xml': strToU8(manifestOf(version, 'gradient-lab', title, files)),
  'index.html': strToU8(launchPage(title, address, done)),
  'scorm.js': strToU8(launchScript),
  'scorm-api-wrapper.js': strToU8(wrapperScript()),
  'scorm-api-wrapper.LICENSE.md': strToU8(wrapperLicence()),
  'gradient-lab.html': new Uint8Array(readFileSync(lab)),
});
writeFileSync(values.out, archive);
console.log(`${values.out}: SCORM ${version}, ${title}, ${(archive.length / 1e6).toFixed(1)} MB`);

/** What the package shows, and what ends it. */
function content() {
  const { chapter, assignment: file } = values;
  if (chapter !== undefined) {
    if (!/^[a-z-]+$/.test(chapter))
      refuse(`--chapter: found "${chapter}"; use a name as in the chapter’s link.`);
    return {
      title: `Gradient Lab: ${chapter.replaceAll('-', ' ')}`,
      address: `gradient-lab.html?page=learn&chapter=${chapter}`,
      done: { chapter },
    };
  }
  const assignment = assignmentIn(readFileSync(file!, 'utf8'), file!);
  return {
    title: assignment.name,
    address: `gradient-lab.html?page=learn&chapter=task${toFragment(assignment)}`,
    done: { assignment: assignment.name },
  };
}
