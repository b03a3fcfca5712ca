import type { DomainDiskSource } from '../../nova/domain-source.ts'

/** A place as qemu names it: a path, or `protocol:name`. */
export function sourceText(source: DomainDiskSource): string {
  switch (source.kind) {
    case 'file':
    case 'block':
      return source.path
    case 'network':
      return `${source.protocol}:${source.name ?? '?'}`
    case 'other':
      return `${source.type}:${source.name ?? '?'}`
    case 'none':
      return '-'
  }
}
