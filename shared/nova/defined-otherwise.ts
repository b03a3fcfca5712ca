import type { DomainFacts } from './domain.ts'
import type { DomainDisk } from './domain-disks.ts'

/** What a domain that runs may have otherwise than the XML that libvirt starts it from the next time. */
export const DEFINED_OTHERWISE = ['name', 'flavor', 'image', 'disks'] as const

export type DefinedOtherwise = (typeof DEFINED_OTHERWISE)[number]

const VALUES: Readonly<Record<DefinedOtherwise, (facts: DomainFacts) => string | undefined>> = {
  name: ({ displayName }) => displayName,
  flavor: ({ flavor }) => flavor?.name,
  image: ({ imageId }) => imageId,
  disks: ({ disks }) => JSON.stringify(disks.filter(isPut).map(diskKey).sort()),
}

/** In what the two differ: a disk that was plugged into the guest alone is gone when it is started again. */
export function definedOtherwise(
  running: DomainFacts,
  defined: DomainFacts,
): readonly DefinedOtherwise[] {
  return DEFINED_OTHERWISE.filter((what) => VALUES[what](running) !== VALUES[what](defined))
}

/** What a drive reads is put in and taken out while the guest runs. */
function isPut({ device }: DomainDisk): boolean {
  return device === 'disk' || device === 'lun'
}

function diskKey({ target = '', source }: DomainDisk): string {
  return `${target} ${JSON.stringify(source)}`
}
