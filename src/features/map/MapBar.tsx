import { Button, FileButton, Group, Menu, Progress, Text } from '@mantine/core';
import { Problem } from '../../base/problem';
import { download, formatDuration } from '../../charts';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { limits } from '../../schema/experiment';
import { comma } from '../../schema/names';
import { serializeResults } from '../../schema/results';
import { withStoredContent } from '../../schema/storedContent';
import { cellCount, type Sweep, serializeSweep } from '../../schema/sweep';
import { useMap } from '../../store/map';
import { daskFolder } from './daskFolder';

/** Run and cancel buttons, progress, and the open and save buttons. */
export function MapBar() {
  const { t } = useTranslation('map');
  const text = useText();
  const sweep = useMap((map) => map.sweep);
  const running = useMap((map) => map.running);
  const estimate = useMap((map) => map.estimate);
  const done = useMap((map) => (map.version >= 0 ? map.cells.size : 0));
  const { run, cancel } = useMap.getState();
  const total = cellCount(sweep);
  const canRunFurther = sweep.steps > 0 && !sweep.axes.some(({ field }) => field === 'training.steps');
  const further = Math.min(limits.steps, 2 * sweep.steps);
  const left =
    running && done > running.before
      ? ((performance.now() - running.since) / (done - running.before)) * (total - done)
      : undefined;
  return (
    <Group gap={8}>
      <Button
        size="xs"
        w={110}
        disabled={done >= total && !running}
        onClick={running ? cancel : () => void run()}
      >
        {running ? t('cancel') : t(done > 0 && done < total ? 'resume' : 'run')}
      </Button>
      {canRunFurther && !running && done >= total && (
        <Button
          size="xs"
          variant="light"
          title={t('furtherHelp', { steps: further })}
          disabled={further <= sweep.steps}
          onClick={() => void runFurther(further)}
        >
          {t('further', { steps: further })}
        </Button>
      )}
      <Progress w={180} size="sm" value={(100 * done) / total} aria-label={t('progress')} />
      <Text size="xs" c="dimmed" data-testid="map-progress">
        {t('done', { done, total })}
        {left !== undefined && `${text(comma)}${t('left', { time: formatDuration(left) })}`}
        {!running &&
          done < total &&
          `${text(comma)}${estimate === undefined ? t('estimating') : t('about', { time: formatDuration((estimate * (total - done)) / total) })}`}
      </Text>
      <FileButton accept=".csv,.json" onChange={(file) => file && void useMap.getState().openFile(file)}>
        {(props) => (
          <Button {...props} size="xs" variant="default">
            {t('open')}
          </Button>
        )}
      </FileButton>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={saveResults}>{t('saveResults')}</Menu.Item>
          <Menu.Item onClick={() => void saveSweep(sweep)}>{t('saveSweep')}</Menu.Item>
          <Menu.Item onClick={() => void saveDask()}>{t('saveDask')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** Runs the sweep with more steps. The cells of fewer steps stay stored: undo shows them again. */
async function runFurther(steps: number): Promise<void> {
  const { sweep, choose } = useMap.getState();
  await choose({ ...sweep, steps });
  await useMap.getState().run();
}

function saveResults(): void {
  const { sweep, cells } = useMap.getState();
  const inOrder = [...cells.values()].sort((a, b) => a.index - b.index);
  download('map.results.csv', serializeResults(sweep, inOrder), 'text/csv');
}

async function saveDask(): Promise<void> {
  const { sweep, refuse } = useMap.getState();
  try {
    download('gradient-lab-sweep.zip', await daskFolder(sweep));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    refuse(error);
  }
}

/** Saves the sweep, with the texts of own tables in it. */
async function saveSweep(sweep: Sweep): Promise<void> {
  download('map.sweep.json', serializeSweep(await withStoredContent(sweep)), 'application/json');
}
