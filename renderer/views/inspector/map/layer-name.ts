import type { TFunction } from 'i18next'
import type { MapLayer } from '../../../../shared/ipc/tasks.ts'
import { baseName, showName } from '../../../format/path.ts'

/** What a layer is in its chain: this image, the base, one between, or one that is not here. */
export function layerPlace(layers: readonly MapLayer[], depth: number, t: TFunction): string {
  // What lies below it nobody knows: it need not be the base.
  if (layers[depth]?.missing === true) return t('inspector.map.missingLayer')
  if (depth === 0) return t('inspector.map.overlay')
  if (depth === layers.length - 1) return t('inspector.map.base')
  return t('inspector.map.layerNumber', { number: depth })
}

/** The layer's file. */
export function layerFile(layers: readonly MapLayer[], depth: number): string {
  return showName(baseName(layers[depth]?.path ?? ''))
}

/** The files that are not here: those in which layers keep their data, and the layer that ends the chain. */
export function missingFiles(layers: readonly MapLayer[]): readonly string[] {
  const names = layers.flatMap(({ absentNames, missing, path }) => [
    ...absentNames.map(([, name]) => name),
    ...(missing ? [path] : []),
  ])
  return [...new Set(names)].map((name) => showName(baseName(name)))
}

/** Path of the file in which a stretch that a layer holds lies; undefined where that is not known. */
export function dataPath(
  layers: readonly MapLayer[],
  depth: number,
  file: number,
): string | undefined {
  return layers[depth]?.dataPaths.find(([number]) => number === file)?.[1]
}

/** Whether a layer keeps its data in other files than its own: then it matters in which. */
export function hasDataFiles(layers: readonly MapLayer[]): boolean {
  return layers.some(
    ({ path, dataPaths, absentNames }) =>
      absentNames.length > 0 || dataPaths.some(([, data]) => data !== path),
  )
}

/** The one other file in which a layer keeps all of its data; undefined where there is none, or several. */
export function soleDataFile(layers: readonly MapLayer[], depth: number): string | undefined {
  const { path, dataPaths = [] } = layers[depth] ?? {}
  const [only, ...more] = new Set(dataPaths.map(([, data]) => data).filter((data) => data !== path))
  return only === undefined || more.length > 0 ? undefined : showName(baseName(only))
}

/** The file in which a stretch of a layer lies, or would, where that is not the layer's own. */
export function dataFileName(
  layers: readonly MapLayer[],
  depth: number,
  file: number,
): string | undefined {
  const absent = layers[depth]?.absentNames.find(([number]) => number === file)?.[1]
  const path = dataPath(layers, depth, file) ?? absent
  if (path === undefined || path === layers[depth]?.path) return undefined
  return showName(baseName(path))
}
