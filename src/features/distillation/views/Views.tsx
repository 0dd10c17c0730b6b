import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Boundaries } from './Boundaries';
import { Calibration } from './Calibration';
import { DarkKnowledge } from './DarkKnowledge';
import { Gradients } from './Gradients';
import { MissingClass } from './MissingClass';
import { OverTime } from './OverTime';
import { type Tab, tabs, useView } from './view';

const views: Readonly<Record<Tab, ComponentType>> = {
  time: OverTime,
  dark: DarkKnowledge,
  boundaries: Boundaries,
  calibration: Calibration,
  gradients: Gradients,
  missing: MissingClass,
};

/** What passes from teacher to student, one tab each; only the open one asks the worker for pictures. */
export default function Views() {
  const { t } = useTranslation('distillationViews');
  const tab = useView((view) => view.tab);
  const choose = useView((view) => view.choose);
  return (
    <Tabs
      value={tab}
      onChange={(value) => value && choose({ tab: value as Tab })}
      keepMounted={false}
      styles={{ panel: { paddingTop: 10 }, tab: { padding: '6px 10px' } }}
    >
      <Tabs.List>
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((name) => {
        const View = views[name];
        return (
          <Tabs.Panel key={name} value={name}>
            <View />
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
