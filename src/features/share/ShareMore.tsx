import { ActionIcon } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { loadWords } from '../../locales/i18n';
import { lazyPart } from '../../locales/lazyPart';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { titleOf } from '../../schema/runTitle';
import { useLab } from '../../store/lab';
import { openLink } from './clipboard';
import { openStudyPage } from './studies';

const ShareDialog = lazyPart(async () => {
  const [{ ShareDialog: found }] = await Promise.all([import('../embed'), loadWords('embed')]);
  return { default: found };
});

/** Opens the link of the open document as a QR code; an experiment's with the code that embeds it. */
export function ShareMore() {
  const { t } = useTranslation('share');
  const text = useText();
  const [link, setLink] = useState<string>();
  const label = t('shareMore');
  const { spec } = useLab.getState();
  return (
    <>
      <ActionIcon
        variant="default"
        size={26}
        aria-label={label}
        title={label}
        onClick={async () => setLink(await openLink())}
      >
        <IconQrcode size={16} />
      </ActionIcon>
      {link && (
        <Suspense>
          <ShareDialog
            link={link}
            title={titleOf(spec, text)}
            embeds={openStudyPage() ? undefined : { experiment: spec }}
            onClose={() => setLink(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
