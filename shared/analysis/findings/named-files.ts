import { baseNameOf } from '../../files/paths.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { groupBy } from '../../values/grouped.ts'
import type { DomainNames } from '../hosts/domain-names.ts'

/** Names of all files that any description of a domain has, without the folders above them. */
export type NamedFiles = (names: DomainNames, domain: DomainFacts) => ReadonlySet<string>

type Described = ReadonlyMap<string, readonly DomainFacts[]>

/**
 * Of a domain that runs also what it is started from, of one that is rescued what it goes back to, and what
 * its snapshots are of. A folder may be mounted anywhere: a name is enough to keep a file.
 */
export function createNamedFiles(): NamedFiles {
  const known = new Map<DomainNames, Described>()
  return (names, domain) => {
    const described = known.get(names) ?? groupBy(allOf(names), ({ uuid }) => uuid)
    known.set(names, described)
    return new Set((described.get(domain.uuid) ?? [domain]).flatMap(filesOf).map(baseNameOf))
  }
}

function allOf(names: DomainNames): readonly DomainFacts[] {
  return [...names.descriptions(), ...names.inFolders(), ...names.beforeRescue()]
}

function filesOf(domain: DomainFacts): readonly string[] {
  const { disks, imageFiles = [], otherFiles = [], copies = [] } = domain
  const ofDisks = disks.flatMap(({ source, backing = [] }) => {
    const own = source.kind === 'file' || source.kind === 'block' ? [source.path] : []
    return [...own, ...backing]
  })
  return [...ofDisks, ...imageFiles, ...otherFiles, ...copies]
}
