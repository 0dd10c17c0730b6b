import { Button, Group, Popover, Progress, Stack, Text } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDuration } from '../charts/format';
import { useTranslation } from '../locales/useTranslation';
import { useLab } from '../store/lab';
import { type RunningJob, timeLeft } from '../store/runningJobs';

const percent = (share: number) => Math.floor(100 * share);

/** What runs in other rooms: how far it is, how long it will take, and the way to it or to its end. */
export default function RunningJobs({ jobs }: { readonly jobs: readonly RunningJob[] }) {
  const { t } = useTranslation('app');
  const [open, setOpen] = useState(false);
  const [first, ...others] = jobs;
  if (!first) return null;
  const label =
    others.length === 0
      ? t('jobs.one', { room: t(`pages.${first.page}`), percent: percent(first.share) })
      : t('jobs.many', { count: jobs.length });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlayerPlayFilled size={12} />}
          aria-expanded={open}
          title={t('jobs.help')}
          onClick={() => setOpen(!open)}
          style={{ fontVariantNumeric: 'tabular-nums' }}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('jobs.title')} miw={260} maw="calc(100vw - 24px)">
        <Stack gap={12}>
          {jobs.map((job) => (
            <Job key={`${job.page} ${job.kind}`} job={job} onOpen={() => setOpen(false)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Job({ job, onOpen }: { readonly job: RunningJob; readonly onOpen: () => void }) {
  const { t } = useTranslation('app');
  const { page, kind, share, count, cancel } = job;
  const left = timeLeft(job, performance.now());
  const room = t(`pages.${page}`);
  const parts = [
    count ? t('jobs.count', { ...count }) : t('jobs.percent', { percent: percent(share) }),
    ...(left === undefined ? [] : [t('jobs.left', { time: formatDuration(left) })]),
  ];
  return (
    <Stack gap={4} data-testid={`job-${page}-${kind}`}>
      <Text size="sm" fw={500}>
        {t(`jobs.${kind}`, { room })}
      </Text>
      <Progress value={100 * share} size="sm" aria-label={t(`jobs.${kind}`, { room })} />
      <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {parts.join(' · ')}
      </Text>
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            onOpen();
            useLab.getState().go(page);
          }}
        >
          {t('jobs.open', { room })}
        </Button>
        <Button size="compact-xs" variant="default" onClick={cancel}>
          {t(kind === 'watched' ? 'jobs.pause' : 'jobs.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
