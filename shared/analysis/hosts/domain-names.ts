import { definedOtherwise } from '../../nova/defined-otherwise.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { type InstanceDirName, isUuid } from '../../nova/names.ts'
import type { StoragePool } from '../../nova/storage-pool.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import { createSharing } from './share-equal.ts'

/** What is known of instances from the domain XML that was read so far. */
export interface DomainNames {
  /** `unit` is where they were found. */
  add(domains: readonly DomainFacts[], unit: UnitKind): void
  addRescued(domain: DomainFacts): void
  addPools(pools: readonly StoragePool[]): void
  /** Of which domains may have volumes by their names. */
  pools(): readonly StoragePool[]
  /** By its id, whatever is left of the folder: one of an old name has libvirt's. */
  find(instance: Pick<InstanceDirName, 'id'>): DomainFacts | undefined
  /** The domains of libvirt's own folders, each once. */
  ofLibvirt(): readonly DomainFacts[]
  /**
   * All that these folders say of them: of one that runs also what it is started from the next time,
   * what its snapshots are of, and what it goes on from where it was saved.
   */
  descriptions(): readonly DomainFacts[]
  /** What folders of instances say of theirs: `libvirt.xml` of releases before Ocata. */
  inFolders(): readonly DomainFacts[]
  /** What instances go back to that are in rescue: it tells nothing of how they are now. */
  beforeRescue(): readonly DomainFacts[]
  /** Ids of the images that instances were made from. */
  readonly imageIds: ReadonlySet<string>
}

export function createDomainNames(): DomainNames {
  const byUuid = new Map<string, Known>()
  const byLibvirtName = new Map<string, DomainFacts>()
  const imageIds = new Set<string>()
  const share = createSharing()
  const described: DomainFacts[] = []
  const inFolders: DomainFacts[] = []
  const beforeRescue: DomainFacts[] = []
  const pools: StoragePool[] = []
  const saved = new Map<string, string>()
  const withSave = (facts: DomainFacts | undefined): DomainFacts | undefined => {
    const savedAt = facts && saved.get(facts.uuid)
    return facts === undefined || savedAt === undefined ? facts : { ...facts, savedAt }
  }
  let libvirts: readonly DomainFacts[] | undefined
  return {
    imageIds,
    add(domains, unit) {
      libvirts = undefined
      const list = OF_LIBVIRT.has(unit) ? described : inFolders
      for (const one of domains) list.push(one)
      if (unit === 'domain-saves') for (const { uuid, path } of domains) saved.set(uuid, path)
      // As it was once, or none of Nova's: it still needs its files, and tells of no instance.
      if (OF_LIBVIRT.has(unit) && unit !== 'domains') return
      for (const one of domains) {
        const facts = share(one)
        if (facts.imageId !== undefined) imageIds.add(facts.imageId)
        const before = byUuid.get(facts.uuid)
        const known = together({ facts, isLibvirts: unit === 'domains' }, before)
        if (known === before) continue
        byUuid.set(facts.uuid, known)
        const { libvirtName } = known.facts
        if (libvirtName !== undefined) byLibvirtName.set(libvirtName, known.facts)
      }
    },
    ofLibvirt() {
      libvirts ??= [...byUuid.values()].filter(isOfLibvirt).map(({ facts }) => facts)
      return libvirts
    },
    addRescued: (domain) => beforeRescue.push(domain),
    addPools: (found) => pools.push(...found),
    pools: () => pools,
    descriptions: () => described,
    inFolders: () => inFolders,
    beforeRescue: () => beforeRescue,
    find({ id }) {
      return withSave(isUuid(id) ? byUuid.get(id)?.facts : byLibvirtName.get(id))
    },
  }
}

/** Units that say what libvirt itself has of its domains. */
export const OF_LIBVIRT: ReadonlySet<UnitKind> = new Set<UnitKind>([
  'domains',
  'domain-snapshots',
  'domain-saves',
  'session-domains',
])

interface Known {
  readonly facts: DomainFacts
  readonly isLibvirts: boolean
}

function isOfLibvirt({ isLibvirts }: Known): boolean {
  return isLibvirts
}

/** What counts of two; of a domain that runs the other says what it is started from. */
function together(found: Known, before: Known | undefined): Known {
  if (before === undefined) return found
  const [first, second] = counts(found, before) ? [found, before] : [before, found]
  const isPair = first.facts.isRunning === true && second.isLibvirts
  if (!isPair || second.facts.isRunning === true || !comesFirst(second, first.facts)) return first
  const otherwise = definedOtherwise(first.facts, second.facts)
  const { definedOtherwise: _, ...facts } = first.facts
  const differs = otherwise.length > 0 && { definedOtherwise: otherwise }
  return { ...first, facts: { ...facts, definedAt: second.facts.path, ...differs } }
}

function comesFirst({ facts: { path } }: Known, { definedAt }: DomainFacts): boolean {
  return definedAt === undefined || path < definedAt
}

// A libvirt.xml may be left over from a release that still wrote it, so libvirt's own file counts. Of two
// of them it is what runs, which Nova asks libvirt for; else the first, in whatever order they were read.
function counts(found: Known, known: Known): boolean {
  if (found.isLibvirts !== known.isLibvirts) return found.isLibvirts
  const [runs, ran] = [found, known].map(({ facts }) => facts.isRunning === true)
  return runs === ran ? found.facts.path < known.facts.path : runs === true
}

/** What people call the instance: Nova's display name, or libvirt's where that is all there is. */
export function nameOf(
  facts: Pick<DomainFacts, 'displayName' | 'libvirtName'> | undefined,
): string | undefined {
  return facts?.displayName ?? facts?.libvirtName
}
