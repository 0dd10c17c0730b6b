import { escapeMarkup } from '../../src/base/markup.ts';

/** The versions of SCORM that a package can have. */
export const scormVersions = ['1.2', '2004'] as const;
export type ScormVersion = (typeof scormVersions)[number];

const namespaces: Readonly<Record<ScormVersion, string>> = {
  '1.2':
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
  '2004':
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"',
};
const schemaVersions: Readonly<Record<ScormVersion, string>> = { '1.2': '1.2', '2004': '2004 4th Edition' };

/** The file `imsmanifest.xml` of a package with one activity (SCORM 1.2 CAM 2.3; SCORM 2004 4th Edition CAM 3.4). */
export function manifestOf(
  version: ScormVersion,
  id: string,
  title: string,
  files: readonly string[],
): string {
  const type = version === '1.2' ? 'adlcp:scormtype' : 'adlcp:scormType';
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${escapeMarkup(id)}" version="1.0" ${namespaces[version]}>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>${schemaVersions[version]}</schemaversion>
  </metadata>
  <organizations default="org">
    <organization identifier="org">
      <title>${escapeMarkup(title)}</title>
      <item identifier="item" identifierref="sco">
        <title>${escapeMarkup(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" ${type}="sco" href="${files[0]}">
${files.map((file) => `      <file href="${escapeMarkup(file)}"/>`).join('\n')}
    </resource>
  </resources>
</manifest>
`;
}
