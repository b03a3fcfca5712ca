import type { HeadWindow } from '../../bytes/window.ts'
import { bootEntries } from './boot-catalog.ts'
import { readDescriptors } from './descriptors.ts'
import { isIso } from './iso.ts'
import { hasRockRidge } from './rock-ridge.ts'
import type { IsoDetails } from './types.ts'
import { udfVolume } from './udf.ts'
import { jolietVolume, primaryVolume } from './volume.ts'

/** What the volume descriptors say, for whom looks closer than a scan does. */
export function readIsoDetails(window: HeadWindow): IsoDetails | undefined {
  if (!isIso(window)) return undefined
  const { source } = window
  const descriptors = readDescriptors(source)
  const primary = primaryVolume(descriptors)
  const joliet = jolietVolume(descriptors)
  const udf = udfVolume(source, descriptors)
  return {
    ...(primary !== undefined && { volume: primary.volume }),
    ...(joliet !== undefined && { joliet }),
    rockRidge: primary !== undefined && hasRockRidge(source, primary.rootOffset),
    boot: bootEntries(source, descriptors),
    ...(udf !== undefined && { udf }),
  }
}
