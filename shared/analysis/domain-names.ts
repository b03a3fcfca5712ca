import type { DomainFacts } from '../nova/domain.ts'
import type { InstanceDirName } from '../nova/names.ts'
import type { UnitKind } from '../scan/model.ts'
import { createSharing } from './share-equal.ts'

/** What is known of instances from the domain XML that was read so far. */
export interface DomainNames {
  /** `unit` is where they were found. */
  add(domains: readonly DomainFacts[], unit: UnitKind): void
  find(instance: InstanceDirName): DomainFacts | undefined
  /** The domains of libvirt's own folders, each once. */
  ofLibvirt(): readonly DomainFacts[]
  /** Ids of the images that instances were made from. */
  readonly imageIds: ReadonlySet<string>
}

export function createDomainNames(): DomainNames {
  const byUuid = new Map<string, Known>()
  const byLibvirtName = new Map<string, DomainFacts>()
  const imageIds = new Set<string>()
  const share = createSharing()
  let libvirts: readonly DomainFacts[] | undefined
  return {
    imageIds,
    add(domains, unit) {
      libvirts = undefined
      for (const one of domains) {
        const facts = share(one)
        if (facts.imageId !== undefined) imageIds.add(facts.imageId)
        const known = { facts, isLibvirts: unit === 'domains' }
        if (!counts(known, byUuid.get(facts.uuid))) continue
        byUuid.set(facts.uuid, known)
        if (facts.libvirtName !== undefined) byLibvirtName.set(facts.libvirtName, facts)
      }
    },
    ofLibvirt() {
      libvirts ??= [...byUuid.values()].filter(isOfLibvirt).map(({ facts }) => facts)
      return libvirts
    },
    find({ kind, id }) {
      return kind === 'legacy' ? byLibvirtName.get(id) : byUuid.get(id)?.facts
    },
  }
}

interface Known {
  readonly facts: DomainFacts
  readonly isLibvirts: boolean
}

function isOfLibvirt({ isLibvirts }: Known): boolean {
  return isLibvirts
}

// A libvirt.xml may be left over from a release that still wrote it, so libvirt's own file counts;
// of two of them the persistent one, /etc before /run, in whatever order they were read.
function counts(found: Known, known: Known | undefined): boolean {
  if (known === undefined) return true
  if (found.isLibvirts !== known.isLibvirts) return found.isLibvirts
  return found.facts.path < known.facts.path
}

/** What people call the instance: Nova's display name, or libvirt's where that is all there is. */
export function nameOf(facts: DomainFacts | undefined): string | undefined {
  return facts?.displayName ?? facts?.libvirtName
}
