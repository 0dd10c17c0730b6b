import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { copyLink } from './clipboard';
import { ShareMore } from './ShareMore';

/** Copies a link to the open document; if the clipboard is not available, shows the link for copying by hand. */
export function CopyLink() {
  const { t } = useTranslation('share');
  const [shared, setShared] = useState<{ link: string; copied: boolean }>();
  useEffect(() => {
    if (!shared?.copied) return;
    const timer = setTimeout(() => setShared(undefined), 2500);
    return () => clearTimeout(timer);
  }, [shared]);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={async () => setShared(await copyLink())}>
        {t(shared?.copied ? 'copied' : 'copyLink')}
      </Button>
      <ShareMore />
      {shared && !shared.copied && (
        <TextInput
          size="xs"
          readOnly
          value={shared.link}
          aria-label={t('copyByHand')}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
