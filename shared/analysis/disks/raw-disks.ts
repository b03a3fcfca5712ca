import type { TreePath } from '../../files/tree.ts'
import { isRawToQemu } from '../../formats/verdict/facts.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { ChainHost } from '../chain/chain-host.ts'
import { declaredFormat, domainDisk, domainFormat } from '../chain/domain-format.ts'
import { entryChain } from '../chain/entry-chain.ts'
import type { DomainNames } from '../hosts/domain-names.ts'

/** Who tells of an instance's disks how they are opened. */
export interface Declaring {
  /** What counts of the descriptions of its domain. */
  readonly facts: DomainFacts | undefined
  readonly names: Pick<DomainNames, 'descriptions'>
  readonly host: ChainHost
}

const NONE: ReadonlySet<ScannedEntry> = new Set()

/**
 * Disks that are read as they stand although they begin with an image's header: that is the guest's own
 * data, and nothing is below them. One that any description of the domain opens by its header, e.g. that
 * of the next start, is none of them, nor a LUKS volume that one decrypts: without `<encryption>` the guest
 * sees the header too.
 */
export function rawDisks(result: UnitResult, declaring: Declaring): ReadonlySet<ScannedEntry> {
  if (result.unit.kind !== 'instance') return NONE
  let found: Set<ScannedEntry> | undefined
  for (const entry of result.entries) {
    if (entry.image === undefined || isRawToQemu(entry.image.format)) continue
    if (!isReadRaw(result, entry, declaring)) continue
    found ??= new Set()
    found.add(entry)
  }
  return found ?? NONE
}

function isReadRaw(result: UnitResult, entry: ScannedEntry, declaring: Declaring): boolean {
  const { facts, names, host } = declaring
  const { path, linkedAt: folder = path } = result.unit
  const name = nameInFolder(entry)
  const format = formatToDomain(facts, names, folder, name)
  const isLuks = entry.image?.format === 'luks'
  // disk.info does not tell who decrypts it.
  if (isLuks && (format === undefined || isDecrypted(declaring, folder, name))) return false
  if (format === undefined) {
    return declaredFormat(result, entry) === 'raw' && !standsOnNode(entry, host)
  }
  if (format !== 'raw') return false
  // XML in the instance's folder may be as old as its disk.info.
  return descriptionsOf(facts, names).length > 0 || !standsOnNode(entry, host)
}

/**
 * The format by which libvirt opens a file of an instance's folder: `raw` only where no description of the
 * domain opens it by its header. Undefined where the domain does not name it.
 */
export function formatToDomain(
  facts: DomainFacts | undefined,
  names: Declaring['names'],
  folder: TreePath,
  name: string,
): string | undefined {
  const format = domainFormat(facts, folder, name)
  if (format !== 'raw') return format
  const others = descriptionsOf(facts, names).map((one) => domainFormat(one, folder, name))
  return others.find((one) => one !== undefined && one !== 'raw') ?? format
}

/** Whether QEMU decrypts a file of an instance's folder, by any description of the domain. */
export function isDecrypted(
  { facts, names }: Pick<Declaring, 'facts' | 'names'>,
  folder: TreePath,
  name: string,
): boolean {
  const all = [facts, ...descriptionsOf(facts, names)]
  return all.some((one) => domainDisk(one, folder, name)?.isEncrypted === true)
}

function descriptionsOf(
  facts: DomainFacts | undefined,
  names: Declaring['names'],
): readonly DomainFacts[] {
  return names.descriptions().filter(({ uuid }) => uuid === facts?.uuid)
}

/**
 * By disk.info alone a file of the node that the header names stays in use: what Nova wrote there may be
 * older than the disk, and a base would be offered for removal that the disk does stand on.
 */
function standsOnNode(entry: ScannedEntry, host: ChainHost): boolean {
  return belowByHeader(entry, host).length > 0
}

/** Files of the node that an image would stand on by its header, the next one first. */
export function belowByHeader(entry: ScannedEntry, host: ChainHost): readonly TreePath[] {
  const { layers } = entryChain(entry, host)
  return layers.slice(1).map(({ path }) => path)
}
