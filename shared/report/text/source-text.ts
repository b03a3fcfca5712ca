import type { DomainDiskSource, PoolVolume } from '../../nova/domain-source.ts'

/** A place as qemu names it: a path, or `protocol:name`. */
export function sourceText(source: DomainDiskSource): string {
  switch (source.kind) {
    case 'file':
    case 'block':
      return source.path
    case 'network':
      return `${source.protocol}:${source.name ?? '?'}`
    case 'other':
      return `${source.type}:${placeInPool(source.volume)}`
    case 'none':
      return '-'
  }
}

function placeInPool(volume: PoolVolume | undefined): string {
  return volume === undefined ? '?' : `${volume.pool}/${volume.name}`
}
