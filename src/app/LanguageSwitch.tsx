import { Button } from '@mantine/core';
import { languageCodes, languages } from '../base/languages';
import { useLab } from '../store/lab';

/** Switches to the next language. The label is that language's own name. */
export function LanguageSwitch() {
  const language = useLab((lab) => lab.language);
  const setLanguage = useLab((lab) => lab.setLanguage);
  const next = languageCodes[(languageCodes.indexOf(language) + 1) % languageCodes.length]!;
  return (
    <Button variant="subtle" color="gray" size="compact-sm" lang={next} onClick={() => setLanguage(next)}>
      {languages[next]}
    </Button>
  );
}
