import { isWithin, joinPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainTpm } from '../../../nova/domain-host.ts'
import { LIBVIRT_STATE, LIBVIRT_STATES } from '../../../scan/known-places.ts'
import type { AllocatedFrom } from '../../../scan/model.ts'
import type { ChainHost, ChainMember } from '../../chain/chain-host.ts'
import { findDomainFile } from '../../chain/find-member.ts'
import type { InstanceRow } from '../../rows/rows.ts'

/** A file in which the host keeps what a guest has beside its disks. Bytes; none of what was not seen. */
export interface StateFile {
  readonly path: TreePath
  readonly kind: 'nvram' | 'tpm'
  readonly allocated?: number
  readonly allocatedFrom?: AllocatedFrom
  readonly length?: number
}

/**
 * The variables of an instance's firmware and the state of its TPM: without the one it may not boot,
 * and without the other what is sealed to it does not open. They are looked for in what was opened. A
 * migration carries the TPM's in the instance's folder, in which it stays until the other host has taken it
 * out (`restore_vtpm_dir` in nova/virt/libvirt/utils.py).
 */
export function stateFiles(
  { id, identity, uuid }: InstanceRow,
  host: ChainHost,
): readonly StateFile[] {
  if (identity === undefined) return []
  const { xml, nvram, tpm } = identity
  const files: StateFile[] = []
  if (nvram !== undefined) files.push({ kind: 'nvram', ...stateAt([nvram], xml, host) })
  if (tpm !== undefined) {
    const carried = tpmFiles(tpm, joinPath(id, `swtpm/${uuid}`))
    files.push({ kind: 'tpm', ...stateAt(tpmNames(tpm, uuid), xml, host, carried) })
  }
  return files
}

type Seen = Omit<StateFile, 'kind'>

/**
 * The first of the names at which a file is, and then of the paths; what is nowhere is called by the first
 * name.
 */
function stateAt(
  names: readonly string[],
  xml: TreePath,
  host: ChainHost,
  carried: readonly TreePath[] = [],
): Seen {
  for (const name of names.flatMap(placesOf)) {
    const found = findDomainFile(name, xml, host)
    if (found.kind === 'member') return seenAt(found.member)
  }
  const found = carried.map((path) => host.lookup(path)).find((one) => one.kind === 'found')
  return found === undefined ? { path: names[0] ?? '' } : seenAt(found)
}

function seenAt({ address: path, allocated, allocatedFrom, length }: ChainMember): Seen {
  return { path, allocated, ...(allocatedFrom !== undefined && { allocatedFrom }), length }
}

/** swtpm's file of each version; libvirt has a folder for each, unless the XML names one (qemu_tpm.c). */
const TPM_FILES = {
  '2.0': ['tpm2', 'tpm2-00.permall'],
  '1.2': ['tpm1.2', 'tpm-00.permall'],
} as const

function tpmNames(tpm: DomainTpm, uuid: string): readonly string[] {
  const { source } = tpm
  const known = tpmPlaces(tpm)
  if (source !== undefined) return [source, ...known.map(([, file]) => `${source}/${file}`)]
  return tpmFiles(tpm, `${LIBVIRT_STATE}/swtpm/${uuid}`)
}

function tpmFiles(tpm: DomainTpm, folder: string): readonly string[] {
  return tpmPlaces(tpm).map(([inside, file]) => `${folder}/${inside}/${file}`)
}

function tpmPlaces({ version }: DomainTpm) {
  const versions = version === undefined ? (['2.0', '1.2'] as const) : [version]
  return versions.map((one) => TPM_FILES[one])
}

/** libvirt in a container has its own `/var/lib/libvirt`, which is a volume of the host. */
function placesOf(name: string): readonly string[] {
  if (!isWithin(name, LIBVIRT_STATE)) return [name]
  const inside = name.slice(LIBVIRT_STATE.length)
  return [name, ...LIBVIRT_STATES.map((state) => `/${state}${inside}`)]
}
