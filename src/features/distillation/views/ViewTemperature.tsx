import { fieldMeta } from '../../../base/entry';
import { temperature } from '../../../engine/distillation/methods/params';
import { useTranslation } from '../../../locales/useTranslation';
import { ValueSlider } from './ValueSlider';
import { typedTemperatures, useView } from './view';

/** The slider's temperatures: those of the methods' field. */
export const viewTemperatures = fieldMeta.get(temperature(1))!.sliderRange!;

/** The softmax temperature T of everything in the view. */
export function ViewTemperature() {
  const { t } = useTranslation('distillationViews');
  const present = useView((view) => view.temperature);
  const choose = useView((view) => view.choose);
  return (
    <ValueSlider
      id="distil-view-temperature"
      label={t('temperature')}
      help={t('temperatureHelp')}
      value={present}
      range={viewTemperatures}
      allowed={typedTemperatures}
      scale="log"
      onChange={(next) => choose({ temperature: next })}
    />
  );
}
