import { Button } from '@mantine/core';
import { useLab } from '../store/lab';

/** Names the other language, in that language. */
export function LanguageSwitch() {
  const language = useLab((lab) => lab.language);
  const setLanguage = useLab((lab) => lab.setLanguage);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button variant="subtle" color="gray" size="compact-sm" lang={other} onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : '简体中文'}
    </Button>
  );
}
