import type { TreePath } from '../../files/tree.ts'
import { finding, subjectsOf } from '../../findings/finding.ts'
import type { Evidence, Finding, Subject } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { DomainDisk } from '../../nova/domain-disks.ts'
import { isLive } from '../../nova/names.ts'
import { plainPath } from '../../secrets/plain-value.ts'
import { order } from '../../values/order.ts'
import { instanceName } from '../disks/instance-name.ts'
import { nameOf } from '../hosts/domain-names.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'
import type { LinkedWriters, OwnFile } from './linked-writers.ts'

/**
 * Files that are the disk of several instances, by symlinks, hard links or what their domains name.
 * Guests that write to one lose data; a folder that no domain belongs to is nobody who writes.
 */
export function sharedDiskFindings(
  rows: readonly InstanceRow[],
  writers: LinkedWriters,
  domains: readonly DomainFacts[],
): readonly Finding[] {
  return [...inFolders(writers), ...inDomains(rows, domains)]
}

/** The rows of instances with what is told of several of them together. */
export function withShared(
  rows: readonly InstanceRow[],
  shared: readonly Finding[],
): readonly InstanceRow[] {
  if (shared.length === 0) return rows
  const byRow = new Map<TreePath, Set<Finding>>()
  for (const one of shared) {
    for (const { instance } of subjectsOf(one)) {
      if (instance === undefined) continue
      const own = byRow.get(instance)
      if (own === undefined) byRow.set(instance, new Set([one]))
      else own.add(one)
    }
  }
  return rows.map((row) => {
    const own = byRow.get(row.id)
    return own === undefined ? row : { ...row, findings: [...row.findings, ...own] }
  })
}

function inFolders(writers: LinkedWriters): readonly Finding[] {
  return [...writers.values()].flatMap((all) => {
    const users = new Users<OwnFile>(({ row }) => row.id)
    for (const one of all) users.add('', one)
    return users.several().flatMap(([, several]) => {
      const instances = several.map(({ row }) => instanceName(row))
      return ofSeveral(
        several.map(({ row, path }) => diskSubject(row, path)),
        { instances },
      )
    })
  })
}

/** Told of the first, and of the others with it: it is one problem. */
function ofSeveral([subject, ...also]: readonly Subject[], evidence: Evidence): readonly Finding[] {
  return subject === undefined ? [] : [{ ...finding('disk-shared', subject, evidence), also }]
}

function inDomains(
  rows: readonly InstanceRow[],
  domains: readonly DomainFacts[],
): readonly Finding[] {
  const users = new Users<DomainFacts>(({ uuid }) => uuid)
  for (const domain of domains.toSorted((a, b) => order(a.path, b.path))) {
    for (const disk of domain.disks) {
      const path = writtenFile(disk)
      if (path !== undefined) users.add(path, domain)
    }
  }
  return users.several().flatMap(([file, all]) => {
    const name = plainPath(file)
    const instances = all.map((domain) => nameOf(domain) ?? domain.uuid)
    const xml = all.map(({ path }): Subject => ({ kind: 'text', path }))
    const subjects = [...xml, ...ofRows(rows, file, all)]
    return ofSeveral(subjects, { case: 'domains', name, instances })
  })
}

/** The instances that the domains are, and the file, where one of them has it in its folder. */
function ofRows(
  rows: readonly InstanceRow[],
  file: string,
  domains: readonly DomainFacts[],
): readonly Subject[] {
  const uuids = new Set(domains.map(({ uuid }) => uuid))
  return rows
    .filter((row) => isLive(row) && uuids.has(row.uuid))
    .flatMap((row) => {
      const { id } = row
      const own = row.disks.filter(({ name }) => file.endsWith(`/${instanceName(row)}/${name}`))
      return [
        { kind: 'instance', path: id, instance: id } as const,
        ...own.map(({ path }) => diskSubject({ id }, path)),
      ]
    })
}

/** A volume may be made for several guests, which know of one another. */
function writtenFile(disk: DomainDisk): string | undefined {
  const { device, source, volumeId, isSharedOnPurpose } = disk
  const isOwn = device === 'disk' && volumeId === undefined && isSharedOnPurpose !== true
  return isOwn && source.kind === 'file' ? source.path : undefined
}

/** Who uses what; only what has several users is kept with all of them. */
class Users<User> {
  readonly #idOf: (user: User) => string
  readonly #first = new Map<string, User>()
  readonly #several = new Map<string, User[]>()

  constructor(idOf: (user: User) => string) {
    this.#idOf = idOf
  }

  add(file: string, user: User): void {
    const first = this.#first.get(file)
    if (first === undefined) {
      this.#first.set(file, user)
      return
    }
    const all = this.#several.get(file) ?? [first]
    if (all.some((one) => this.#idOf(one) === this.#idOf(user))) return
    this.#several.set(file, [...all, user])
  }

  several(): readonly (readonly [file: string, users: readonly User[]])[] {
    return [...this.#several]
  }
}
