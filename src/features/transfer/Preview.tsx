import { Stack, Text } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { PixelGrid, PointPlanes } from '../../charts';
import { useShownName, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { colon } from '../../schema/names';
import { transfers } from '../../schema/transfers';
import { useTransfer } from '../../store/transfer';
import type { DomainSummary, TransferData } from '../../worker/transfer';
import { byClass, thinned } from './points';
import { ShiftSize } from './ShiftSize';

/** The number of pictures shown for each domain. */
const pictures = 10;

/** Samples of both domains side by side, and the distance between the domains. */
export function Preview() {
  const { t } = useTranslation('transfer');
  const data = useTransfer((transfer) => transfer.data);
  const { observe } = useTransfer.getState();
  useEffect(() => {
    observe({ shift: true });
    return () => observe({ shift: false });
  }, [observe]);
  return (
    <section aria-label={t('preview')} data-testid="preview">
      <Stack gap={8}>
        {!data ? (
          <Text size="sm" c="dimmed">
            {t('making')}
          </Text>
        ) : data.source.image && data.target.image ? (
          <Pictures data={data} />
        ) : (
          <Points data={data} />
        )}
        <ShiftSize />
      </Stack>
    </section>
  );
}

function Pictures({ data }: { readonly data: TransferData }) {
  const { t } = useTranslation('transfer');
  const paired = useTransfer((transfer) => transfer.spec.paired);
  const { source, target } = data;
  const here = byClass(source.labels, pictures);
  const rows = { source: here, target: paired ? here : byClass(target.labels, pictures) };
  return (['source', 'target'] as const).map((domain) => (
    <div key={domain} data-plane={domain}>
      <Text size="xs" fw={600} mb={4}>
        {t(domain)}
      </Text>
      <PixelGrid size={44} images={rows[domain].map((row) => imageOf(data[domain], row, domain))} />
    </div>
  ));
}

function imageOf({ image, inputs, labels, outcomeNames }: DomainSummary, row: number, domain: string) {
  const { width, height } = image!;
  const pixels = width * height;
  return {
    id: `${domain} ${row}`,
    caption: outcomeNames[labels[row]!] ?? String(labels[row]),
    width,
    height,
    values: inputs.subarray(row * pixels, (row + 1) * pixels),
  };
}

/** The samples' positions in the plane. Other data use their first two inputs. */
function Points({ data }: { readonly data: TransferData }) {
  const { t } = useTranslation('transfer');
  const spec = useTransfer((transfer) => transfer.spec);
  const text = useText();
  const nameOf = useShownName(transfers);
  const { source, target } = data;
  const inPlane = source.plane === 2 && target.plane === 2;
  const planes = useMemo(
    () => [
      { id: 'source', label: t('source'), data: thinned(source, inPlane) },
      { id: 'target', label: t('target'), data: thinned(target, inPlane) },
    ],
    [source, target, inPlane, t],
  );
  const [first = 'x', second = 'y'] = inPlane ? ['x', 'y'] : source.featureNames;
  return (
    <PointPlanes
      meta={{
        id: 'domains',
        title: t('domains'),
        description: t(inPlane ? 'domainsHelp' : 'inputsHelp', { first, second }),
        caption: () => `${nameOf(spec.name)}${text(colon)}${describe(spec.source, text)}`,
      }}
      classNames={source.outcomeNames}
      planes={planes}
      axes={[first, second]}
    />
  );
}
