import type { TFunction } from 'i18next'
import type { MapLayer } from '../../../../shared/ipc/tasks.ts'
import { baseName, showName } from '../../../format/path.ts'

/** What a layer is in its chain: this image, the base, or one between. */
export function layerPlace(layers: readonly MapLayer[], depth: number, t: TFunction): string {
  if (depth === 0) return t('inspector.map.overlay')
  if (depth === layers.length - 1) return t('inspector.map.base')
  return t('inspector.map.layerNumber', { number: depth })
}

/** The layer's file. */
export function layerFile(layers: readonly MapLayer[], depth: number): string {
  return showName(baseName(layers[depth]?.path ?? ''))
}

/** The file in which an offset of a layer counts, where that is not the layer's own. */
export function dataFileName(
  layers: readonly MapLayer[],
  depth: number,
  file: number,
): string | undefined {
  const layer = layers[depth]
  const [, path] = layer?.dataPaths.find(([number]) => number === file) ?? []
  return path === undefined || path === layer?.path ? undefined : showName(baseName(path))
}
