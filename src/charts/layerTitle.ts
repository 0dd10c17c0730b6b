import type { TFunction } from 'i18next';

/** What a layer is called in a title: “Layer 3” by its number, “Output layer”, or a module's own name. */
export function layerTitle(t: TFunction<'charts'>, name: string): string {
  if (/^\d+$/.test(name)) return t('layerNamed', { layer: name });
  return name === t('outputShort') ? t('outputLayer') : name;
}
