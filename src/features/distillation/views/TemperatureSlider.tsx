import { useTranslation } from 'react-i18next';
import { ValueSlider } from './ValueSlider';
import { useView } from './view';

/** The temperatures of the slider. */
export const temperatureRange = [0.5, 50] as const;

/** The softmax temperature T of everything in the view. */
export function TemperatureSlider() {
  const { t } = useTranslation('distillationViews');
  const temperature = useView((view) => view.temperature);
  const choose = useView((view) => view.choose);
  return (
    <ValueSlider
      id="distil-view-temperature"
      label={t('temperature')}
      help={t('temperatureHelp')}
      value={temperature}
      range={temperatureRange}
      allowed={[0.01, 1000]}
      scale="log"
      onChange={(next) => choose({ temperature: next })}
    />
  );
}
