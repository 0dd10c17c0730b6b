import { Tabs } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { useOpenView } from '../../store/useOpenView';
import { useStudy } from './definition';

/** The views, one tab each. Only the open view requests pictures from the worker. */
export function ViewTabs() {
  const { page, views, viewWords } = useStudy();
  const { t } = useTranslation(viewWords);
  const [tab, open] = useOpenView(page, Object.keys(views));
  return (
    <Tabs
      value={tab}
      onChange={open}
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
