import { useMemo } from 'react';
import { Bands, categoryColor } from '../../../../charts';
import { numberOf } from '../../../../engine/numeric/score';
import { useText } from '../../../../locales/useText';
import { useTranslation } from '../../../../locales/useTranslation';
import { comma } from '../../../../schema/names';
import type { TransferJob } from '../../../../worker/studyJob';
import { Controls, FigureChoice } from '../Controls';
import { bandOf } from '../layers';
import { Measuring } from '../Measuring';
import { chartMeta } from '../meta';
import { useJobs } from '../useJobs';
import { useChoice } from '../useSetting';
import { type Study, seeds } from './experiments';

const domains = ['target', 'source'] as const;

interface TransferCurvesProps {
  readonly id: string;
  readonly title: string;
  readonly study: Study;
  readonly axis: { readonly label: string; readonly scale?: 'log' };
}

/** What each method reaches in the target, or keeps in the source, over the values of a study. */
export function TransferCurves({ id, title, study, axis }: TransferCurvesProps) {
  const { t } = useTranslation('learnDomains');
  const text = useText();
  const [domain, setDomain] = useChoice('domain', 'target', domains);
  const { values, methods } = study;
  const jobs = useMemo(
    () =>
      study.values.flatMap((value) =>
        seeds.map((seed): TransferJob => ({ transfer: study.of(value, seed), backend: 'auto' })),
      ),
    [study],
  );
  const { results, done, fault } = useJobs(jobs);
  return (
    <>
      <Controls>
        <FigureChoice
          label={t('tested')}
          value={domain}
          options={domains.map((value) => ({ value, label: t(`domains.${value}`) }))}
          onChange={setDomain}
        />
      </Controls>
      {done ? (
        <Bands
          meta={chartMeta(
            id,
            title,
            t('help'),
            `${t(`domains.${domain}`)}${text(comma)}${t('seeds', { count: seeds.length })}`,
          )}
          series={methods.map((method, m) => ({
            id: method,
            label: t(`methods.${method}`),
            color: categoryColor(m),
            x: values,
            ...bandOf(
              seeds.map((_, s) =>
                values.map((_, v) =>
                  numberOf(results[v * seeds.length + s]!.methods[m]!.points.at(-1)![domain].accuracy),
                ),
              ),
            ),
          }))}
          axis={{ label: t('accuracy'), percent: true, domain: [0, 1] }}
          x={axis}
          bounds={[t('lower'), t('higher')]}
          points
          height={290}
        />
      ) : (
        <Measuring fault={fault} height={290} />
      )}
    </>
  );
}
