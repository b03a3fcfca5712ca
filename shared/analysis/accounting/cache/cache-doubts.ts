import { baseNameOf, parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import { type InstanceDirName, instanceFileRole } from '../../../nova/names.ts'
import type { ScannedEntry, UnitResult } from '../../../scan/model.ts'
import type { ScanPlan } from '../../../scan/plan-model.ts'
import type { ScanUnit, UnitKind } from '../../../scan/scan-unit.ts'
import { order } from '../../../values/order.ts'
import { type Chain, unreadBelow } from '../../chain/chain-model.ts'
import { OF_LIBVIRT } from '../../hosts/domain-names.ts'
import { type CacheDoubt, notUnderstood } from './cache-doubt.ts'
import { type UnreadOf, unreadOf } from './closed-configuration.ts'
import { leftOpenBy, linkLeavesOpen, mayHideImages } from './doubt-about.ts'
import { createIsLoose, isBesideInstances, isOfFileSystem } from './loose-doubt.ts'
import { domainOfState } from './state-doubts.ts'

/**
 * Units in which nothing stands on a base: what Glance keeps, whoever uploaded it, is never opened over
 * one, and a volume of a pool that nobody could read leaves all of them open by itself.
 */
const BESIDE: ReadonlySet<UnitKind> = new Set<UnitKind>(['glance', 'storage-pools'])

/** What images leave open by their headers. */
const OF_IMAGES: ReadonlySet<CacheDoubt['reason']> = new Set(['hidden', 'below', 'header'])

/** Notes, while units come in, what may stand on a base without its being seen. */
export class CacheDoubts {
  readonly #doubts = new Map<TreePath, CacheDoubt>()
  readonly #inFolders = new Map<TreePath, InstanceDirName>()
  readonly #isLoose: ReturnType<typeof createIsLoose>
  readonly #followed: ReadonlySet<TreePath>

  /** `followed`: symlinks of which the scan has the folder of an instance. */
  constructor({ units }: Pick<ScanPlan, 'units'>, followed: ReadonlySet<TreePath>) {
    this.#isLoose = createIsLoose(units)
    this.#followed = followed
  }

  see(unit: ScanUnit, entry: ScannedEntry): void {
    if (isOfFileSystem(unit, entry)) return
    if (entry.fault !== undefined) this.#noteUnread(unit, entry)
    else if (this.#isLinkOpen(unit, entry)) this.#note(unit, entry, 'link', false)
  }

  /**
   * The XML of a domain that was not understood may name any file; that in the folder of an instance takes
   * nothing from the others where libvirt tells of its domain, and is no rescue's.
   */
  addTexts({ unit, textFaults = [] }: Pick<UnitResult, 'unit' | 'textFaults'>): void {
    for (const { path } of textFaults) {
      const role = unit.instance && instanceFileRole(baseNameOf(path))
      if (OF_LIBVIRT.has(unit.kind) || role === 'unrescue.xml') {
        const told = { ...domainIn(unit, path), ...rescueIn(unit, path) }
        this.#doubts.set(path, { ...notUnderstood(path), ...told })
      } else if (unit.instance !== undefined && role === 'libvirt.xml') {
        this.#inFolders.set(path, unit.instance)
      }
    }
  }

  /** An image of which nobody can tell all that it needs; a chain that is damaged nobody can open either. */
  addHidden(unit: ScanUnit, entry: ScannedEntry, chain: Chain): void {
    const { state } = chain
    const isDamaged = state.kind === 'unreadable' && state.imageFault !== undefined
    const reason = unreadBelow(chain) === undefined ? 'hidden' : 'below'
    this.#note(unit, entry, reason, isDamaged && isBesideInstances(unit))
  }

  /**
   * An image that its domain has as raw, though its header names files that are there: its guest wrote that,
   * or the XML is a slip that is put right before the next start. `below`: the files that it would stand on.
   */
  addHeader(unit: ScanUnit, entry: ScannedEntry, below: readonly TreePath[]): void {
    const doubt = doubtOf(unit, entry, 'header', true)
    if (doubt === undefined) return
    this.#add({ ...doubt, about: 'named', names: below.map(baseNameOf) })
  }

  /** Takes back what an image at a path left open. */
  forget(path: TreePath): void {
    const { reason } = this.#doubts.get(path) ?? {}
    if (reason !== undefined && OF_IMAGES.has(reason)) this.#doubts.delete(path)
  }

  /** Each path once, in their order. `nameOf`: what libvirt calls an instance, where other XML tells of it. */
  all(
    nameOf: (instance: InstanceDirName, folder: TreePath) => string | undefined,
  ): readonly CacheDoubt[] {
    const inFolders = [...this.#inFolders].map(([path, instance]): CacheDoubt => {
      const domain = nameOf(instance, parentPath(path))
      return { ...notUnderstood(path), ...(domain !== undefined && { domain }) }
    })
    return [...this.#doubts.values(), ...inFolders].sort((a, b) => order(a.path, b.path))
  }

  #isLinkOpen(unit: ScanUnit, entry: ScannedEntry): boolean {
    const isOpen = linkLeavesOpen(unit, entry) !== undefined || mayHideImages(unit, entry)
    return isOpen && !this.#followed.has(entry.path)
  }

  #noteUnread(unit: ScanUnit, entry: ScannedEntry): void {
    const of = unit.kind === 'instance' ? 'anything' : unreadOf(entry.path)
    if (of === 'nothing') return
    this.#note(unit, entry, unreadReasons[of], of === 'anything' && this.#isLoose(unit, entry))
  }

  #note(
    unit: ScanUnit,
    entry: ScannedEntry,
    reason: CacheDoubt['reason'],
    ofNobody: boolean,
  ): void {
    const doubt = doubtOf(unit, entry, reason, ofNobody)
    if (doubt !== undefined) this.#add(doubt)
  }

  #add(doubt: CacheDoubt): void {
    if (!this.#doubts.has(doubt.path)) this.#doubts.set(doubt.path, doubt)
  }
}

function doubtOf(
  unit: ScanUnit,
  entry: ScannedEntry,
  reason: CacheDoubt['reason'],
  ofNobody: boolean,
): CacheDoubt | undefined {
  const path = entry.linkedAt ?? entry.path
  const about = BESIDE.has(unit.kind) ? undefined : leftOpenBy(unit, entry)
  if (about === undefined) return undefined
  return {
    path,
    reason,
    about,
    ...(ofNobody && { isLoose: true }),
    ...(entry.type !== 'directory' && domainIn(unit, path)),
    ...rescueIn(unit, path),
  }
}

function domainIn(unit: ScanUnit, path: TreePath): Pick<CacheDoubt, 'domain'> {
  const domain = domainOfState(unit, path)
  return domain === undefined ? {} : { domain }
}

/** libvirt may have a domain, or a snapshot of one, by the name of that file. */
function rescueIn({ instance }: ScanUnit, path: TreePath): Pick<CacheDoubt, 'isOfRescue'> {
  const is = instance !== undefined && instanceFileRole(baseNameOf(path)) === 'unrescue.xml'
  return is ? { isOfRescue: true } : {}
}

/** No configuration stands on a base; what Nova's would have told is lacking. */
const unreadReasons: Readonly<Record<Exclude<UnreadOf, 'nothing'>, CacheDoubt['reason']>> = {
  nova: 'configuration',
  anything: 'unreadable',
}
