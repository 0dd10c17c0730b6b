import { Alert, Button, Group, Modal, NativeSelect, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../base/problem';
import type { InputShape } from '../../data/pictures/picture';
import { classesOf, inputsOf, mostPictures, sides, usualSide } from '../../data/pictures/readPictures';
import { importLimits } from '../../data/sets/limits';
import { useLanguage, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { enumerationComma } from '../../schema/names';
import { type PictureSource, useImporting } from '../../store/importing';
import { useLab } from '../../store/lab';
import { decodePicture } from './decodePicture';
import { FileNotes } from './FileNotes';
import { epochToTest } from './idxPair';
import { takePictures } from './takePictures';
import { useIntoExperiment } from './useIntoExperiment';

type TakenPictures = Awaited<ReturnType<typeof takePictures>>;

/** The largest number of classes whose first picture is shown, and of names of pictures that cannot be read. */
const [shownClasses, shownNames] = [24, 10];

/** The import dialog of pictures: their classes, and the size and colour in which they become inputs. */
export function PicturesDialog({ source }: { readonly source: PictureSource }) {
  const { t } = useTranslation('import');
  const text = useText();
  const language = useLanguage();
  const close = useImporting((importing) => importing.close);
  const into = useIntoExperiment(source.use);
  const [side, setSide] = useState<number>(usualSide);
  const [channels, setChannels] = useState<1 | 3>(1);
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const [taken, setTaken] = useState<TakenPictures>();
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const { pixels, pictures, file, notes } = source;
  const shape = pixels
    ? { ...pixels, channels: pixels.channels as 1 | 3 }
    : ({ width: side, height: side, channels } as const);
  const most = mostPictures(shape);
  const classes = classesOf(pictures);
  const tooMany = classes.length > importLimits.classes;
  const tests = pictures.filter(({ isTest }) => isTest).length;

  function take({ data, read: count }: TakenPictures) {
    into(data);
    if (source.use) return;
    const { spec, edit } = useLab.getState();
    const epoch = epochToTest(spec, count, data.testCount ?? count * spec.data.testFraction);
    if (epoch !== undefined) edit('telemetry.evaluateEvery', epoch);
  }

  async function use() {
    if (taken) return take(taken);
    setProblem(undefined);
    setShare(0);
    const ended = stop.current.signal;
    try {
      const found = await takePictures(source, { ...shape, most }, setShare, ended);
      // What is left out is told first.
      if (found.left.length > 0) setTaken(found);
      else take(found);
    } catch (error) {
      if (ended.aborted) return;
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setShare(undefined);
    }
  }

  return (
    <Modal opened onClose={close} size="min(900px, 96vw)" title={t('title', { file })}>
      <Stack gap="sm">
        <FileNotes notes={notes} />
        {(problem || tooMany) && (
          <Alert color="red" role="alert">
            {problem?.in(language) ??
              t('tooManyClasses', { count: classes.length, most: importLimits.classes })}
          </Alert>
        )}
        {taken && (
          <Alert color="yellow" role="alert">
            {t('pictures.left', {
              count: taken.left.length,
              names:
                taken.left.slice(0, shownNames).join(text(enumerationComma)) +
                (taken.left.length > shownNames ? ' …' : ''),
            })}
          </Alert>
        )}
        {!pixels && (
          <Group gap="sm" align="flex-end">
            <NativeSelect
              size="xs"
              label={t('pictures.size')}
              value={String(side)}
              data={sides
                .filter((one) => one * one * channels <= importLimits.columns)
                .map((one) => ({ value: String(one), label: `${one} × ${one}` }))}
              onChange={(event) => {
                setSide(Number(event.currentTarget.value));
                setTaken(undefined);
              }}
            />
            <NativeSelect
              size="xs"
              label={t('pictures.color')}
              value={String(channels)}
              data={[
                { value: '1', label: t('pictures.grey') },
                { value: '3', label: t('pictures.rgb') },
              ]}
              onChange={(event) => {
                const chosen = Number(event.currentTarget.value) as 1 | 3;
                setChannels(chosen);
                setTaken(undefined);
                if (side * side * chosen > importLimits.columns) setSide(32);
              }}
            />
          </Group>
        )}
        <Stack gap={2} fz="sm" role="status">
          <Text size="sm" fw={500}>
            {t('pictures.read', {
              count: pictures.length,
              classes: classes.length,
              inputs: shape.width * shape.height * shape.channels,
            })}
          </Text>
          {tests > 0 && <Text size="sm">{t('pictures.tests', { count: tests })}</Text>}
          {pictures.length > most && (
            <Text size="sm">{t('pictures.drawn', { most, count: pictures.length })}</Text>
          )}
        </Stack>
        <Group gap="md" align="flex-start">
          {classes.slice(0, shownClasses).map(({ name, count }) => (
            <Example key={name} source={source} name={name} count={count} shape={shape} />
          ))}
        </Group>
        <Group justify="flex-end">
          {share !== undefined && (
            <Progress value={100 * share} aria-label={t('reading')} style={{ flex: 1, minWidth: 120 }} />
          )}
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button disabled={tooMany} loading={share !== undefined} onClick={() => void use()}>
            {taken ? t('pictures.useOthers', { count: taken.read }) : t('pictures.use')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface ExampleProps {
  readonly source: PictureSource;
  readonly name: string;
  readonly count: number;
  readonly shape: InputShape;
}

/** The first picture of a class as the network will see it. */
function Example({ source, name, count, shape }: ExampleProps) {
  const { t } = useTranslation('import');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  const { width, height, channels } = shape;
  useEffect(() => {
    let ended = false;
    const first = source.pictures.find(({ className }) => className === name)!;
    inputsOf(first, { width, height, channels }, source.pixels ? undefined : decodePicture).then(
      (pixels) => {
        const context = canvas.current?.getContext('2d');
        if (ended || !context) return;
        setBroken(false);
        const image = context.createImageData(width, height);
        for (let p = 0; p < width * height; p++) {
          for (let k = 0; k < 3; k++)
            image.data[4 * p + k] = pixels[channels * p + (channels === 3 ? k : 0)]!;
          image.data[4 * p + 3] = 255;
        }
        context.putImageData(image, 0, 0);
      },
      () => !ended && setBroken(true),
    );
    return () => {
      ended = true;
    };
  }, [source, name, width, height, channels]);
  return (
    <Stack gap={2} align="center" maw={96}>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t('pictures.example', { name })}
        style={{ width: 64, height: 64, imageRendering: 'pixelated', display: broken ? 'none' : 'block' }}
      />
      <Text size="xs" truncate maw={96} title={name}>
        {name}
      </Text>
      <Text size="xs" c="dimmed">
        {broken ? t('pictures.broken') : count}
      </Text>
    </Stack>
  );
}
