import type { NovaConfig } from '../../../nova/conf.ts'
import type { Layout } from '../../../scan/layout.ts'
import { hostNameOf } from '../../hosts/storage.ts'
import { CACHE_DEFAULTS, type CacheOptions } from './cache-options.ts'

/** An option that several hosts on one instances_path do not have alike; `values` are in their order. */
export interface DifferingOption {
  readonly option: string
  readonly values: readonly { readonly host: string; readonly value: string }[]
}

/** The options of several hosts together: a base may go only where each of them would let it go. */
export function carefulOptions(all: readonly CacheOptions[]): CacheOptions {
  const intervals = all.map(({ managerInterval }) => managerInterval)
  return {
    managerInterval: intervals.some((one) => one < 0) ? -1 : Math.max(...intervals),
    removeUnused: all.every(({ removeUnused }) => removeUnused),
    originalMinimumAge: Math.max(...all.map((one) => one.originalMinimumAge)),
    resizedMinimumAge: Math.max(...all.map((one) => one.resizedMinimumAge)),
  }
}

/** What decides on disks and bases, by the names that nova.conf has for it. */
const DECISIVE: Readonly<Record<string, (nova: NovaConfig) => unknown>> = {
  'libvirt.images_type': (nova) => nova.imagesType,
  'DEFAULT.use_cow_images': (nova) => nova.useCowImages,
  'DEFAULT.force_raw_images': (nova) => nova.forceRawImages,
  'DEFAULT.preallocate_images': (nova) => nova.preallocateImages,
  'DEFAULT.default_ephemeral_format': (nova) => nova.ephemeralFormat,
  'image_cache.subdirectory_name': ({ imageCache }) => imageCache.name,
  'image_cache.manager_interval': ({ imageCache }) => imageCache.managerInterval,
  'image_cache.remove_unused_base_images': ({ imageCache }) => imageCache.removeUnused,
  'image_cache.remove_unused_original_minimum_age_seconds': ({ imageCache }) =>
    imageCache.originalMinimumAge,
  'image_cache.remove_unused_resized_minimum_age_seconds': ({ imageCache }) =>
    imageCache.resizedMinimumAge,
}

/** A host without a configuration differs from one that has any: nobody knows what it is told. */
export function differingOptions(layouts: readonly Layout[]): readonly DifferingOption[] {
  return Object.entries(DECISIVE).flatMap(([option, of]) => {
    const values = layouts.map((layout, at) => ({
      host: hostNameOf(layout) ?? `#${at + 1}`,
      value: layout.nova === undefined ? '?' : String(of(layout.nova) ?? '?'),
    }))
    return new Set(values.map(({ value }) => value)).size > 1 ? [{ option, values }] : []
  })
}

export function optionsOf({ nova }: Layout): CacheOptions {
  return nova?.imageCache ?? CACHE_DEFAULTS
}
