import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStudy } from './definition';

/** The views, one tab each. Only the open view requests pictures from the worker. */
export function ViewTabs() {
  const { views, viewWords, useView } = useStudy();
  const { t } = useTranslation(viewWords);
  const tab = useView((view) => view.tab);
  const choose = useView((view) => view.choose);
  return (
    <Tabs
      value={tab}
      onChange={(value) => value && choose({ tab: value as never })}
      keepMounted={false}
      styles={{ panel: { paddingTop: 10 }, tab: { padding: '6px 10px' } }}
    >
      <Tabs.List>
        {Object.keys(views).map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {Object.entries(views).map(([name, View]) => (
        <Tabs.Panel key={name} value={name}>
          <View />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
