import type { TFunction } from 'i18next';

/** What a layer of the lab is called in a title: “Layer 3” by its number, or “Output layer”; any other name as it is. */
export function layerTitle(t: TFunction<'charts'>, name: string): string {
  if (/^\d+$/.test(name)) return t('layerNamed', { layer: name });
  return name === t('outputShort') ? t('outputLayer') : name;
}
