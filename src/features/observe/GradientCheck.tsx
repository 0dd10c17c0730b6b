import { Alert, Button, Group, Modal, Progress, Stack, Table, Text, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatNorm, Sideways } from '../../charts';
import type { GradientCheck as Found } from '../../engine/gradientCheck';
import { useTranslation } from '../../locales/useTranslation';
import { useLab } from '../../store/lab';
import { sharedPool } from '../../store/pool';
import { useLayerNames } from './useMeta';

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'checking'; readonly percent: number }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Holds the gradients of the next batch, at the weights as they stand, against automatic differentiation and differences of
 * the loss. A playing run pauses for it. Closing the window cancels the check.
 */
export default function GradientCheck({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('gradientCheck');
  const state = useCheck();
  return (
    <Modal opened onClose={onClose} title={t('title')} size="xl">
      <Stack gap={8} data-testid="gradient-check">
        <Text size="sm" c="dimmed">
          {t('help')}
        </Text>
        {(state.kind === 'waiting' || state.kind === 'checking') && (
          <Group gap={8}>
            <Progress
              value={state.kind === 'checking' ? state.percent : 0}
              style={{ flex: 1 }}
              aria-label={t('progress')}
            />
            <Button size="compact-xs" variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
          </Group>
        )}
        {state.kind === 'failed' && <Alert color="red">{t('failed', { message: state.message })}</Alert>}
        {state.kind === 'found' && <Result found={state.found} />}
      </Stack>
    </Modal>
  );
}

/** Runs the check once, as soon as the run has paused and its state is here. */
function useCheck(): State {
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const still = useLab((lab) => lab.status !== 'playing' && lab.checkpoints.at(-1)?.step === lab.step);
  useEffect(() => useLab.getState().pause(), []);
  useEffect(() => {
    if (!still) return;
    const { spec, backend, checkpoints } = useLab.getState();
    const end = new AbortController();
    setState({ kind: 'checking', percent: 0 });
    sharedPool()
      .run(
        { gradientsOf: spec, checkpoint: checkpoints.at(-1)!, backend: backend! },
        {
          priority: 1,
          signal: end.signal,
          onProgress: (share) => setState({ kind: 'checking', percent: 100 * share }),
        },
      )
      .then((found) => setState({ kind: 'found', found }))
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (!end.signal.aborted) setState({ kind: 'failed', message });
      });
    return () => end.abort();
  }, [still]);
  return state;
}

const columns = ['layer', 'norm', 'autodiff', 'slopes', 'allowed', 'verdict'] as const;

function Result({ found: { step, layers, within } }: { readonly found: Found }) {
  const { t } = useTranslation('gradientCheck');
  const names = useLayerNames(useLab((lab) => lab.history));
  const wrong = layers.filter((layer) => !layer.within).length;
  const size = (value: number) => (Number.isFinite(value) ? formatNorm(value) : t('notFinite'));
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {within
          ? t('agree', { step, count: layers.length })
          : t('differ', { step, wrong, count: layers.length })}
      </Text>
      <Sideways label={t('table')}>
        <Table verticalSpacing={2} fz="xs" style={{ whiteSpace: 'nowrap' }}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} scope="col">
                  <Tooltip
                    multiline
                    w={320}
                    events={{ hover: true, focus: true, touch: true }}
                    label={t(`definitions.${column}`)}
                  >
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its definition opens on focus. */}
                    <span tabIndex={0} style={{ cursor: 'help', borderBottom: '1px dotted' }}>
                      {t(`columns.${column}`)}
                    </span>
                  </Tooltip>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {layers.map(({ norm, autodiff, slopes, allowed, within: agrees }, l) => (
              <Table.Tr key={names[l]}>
                <Table.Th scope="row" fw={500}>
                  {names[l]}
                </Table.Th>
                <Table.Td>{size(norm)}</Table.Td>
                <Table.Td>{size(autodiff)}</Table.Td>
                <Table.Td>
                  {slopes
                    ? t('slopes', {
                        off: size(slopes.off),
                        count: slopes.count,
                        allowed: size(slopes.allowed),
                      })
                    : t('tooSmall')}
                </Table.Td>
                <Table.Td>{size(allowed)}</Table.Td>
                <Table.Td {...(agrees ? {} : { c: 'red', fw: 700 })}>
                  {t(agrees ? 'agrees' : 'differs')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Sideways>
    </>
  );
}
