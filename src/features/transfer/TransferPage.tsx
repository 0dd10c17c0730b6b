import { Stack } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { describeTarget } from '../../schema/describeTarget';
import { colon } from '../../schema/names';
import { useTransfer } from '../../store/transfer';
import { RunBar, StudyPage } from '../study';
import { transferStudy } from './definition';
import { Methods } from './Methods';
import { Outcome } from './Outcome';
import { Preview } from './Preview';
import { SourceCard } from './SourceCard';
import { TargetCard } from './TargetCard';
import { TransferSweep } from './TransferSweep';
import './transfer.css';

/** A source, a similar but shifted target, and the methods of adaptation to the target. */
export default function TransferPage() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const { source, target, methods } = useTransfer((transfer) => transfer.draft);
  return (
    <StudyPage
      study={transferStudy}
      summary={[
        `${t('source')} ${describe(source, text)}`,
        `${t('target')} ${describeTarget(target, text)}`,
        `${t('methods')}${text(colon)}${methods.length}`,
      ].join(' · ')}
      setup={
        <div className="transfer">
          <SourceCard />
          <Stack gap={10} miw={0}>
            <div className="target">
              <TargetCard />
              <Preview />
            </div>
            <Methods />
          </Stack>
        </div>
      }
      run={
        <RunBar>
          <TransferSweep />
        </RunBar>
      }
    >
      <Outcome />
    </StudyPage>
  );
}
