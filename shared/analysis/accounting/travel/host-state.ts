import { isWithin } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainTpm } from '../../../nova/domain-host.ts'
import { LIBVIRT_STATE, LIBVIRT_STATES } from '../../../scan/known-places.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import { findDomainFile } from '../../chain/find-member.ts'
import type { InstanceRow } from '../../rows/rows.ts'

/** A file in which the host keeps what a guest has beside its disks. Bytes; none of what was not seen. */
export interface StateFile {
  readonly path: TreePath
  readonly kind: 'nvram' | 'tpm'
  readonly allocated?: number
  readonly length?: number
}

/**
 * The variables of an instance's firmware and the state of its TPM: without the one it may not boot,
 * and without the other what is sealed to it does not open. They are looked for in what was opened.
 */
export function stateFiles({ identity, uuid }: InstanceRow, host: ChainHost): readonly StateFile[] {
  if (identity === undefined) return []
  const { xml, nvram, tpm } = identity
  const files: StateFile[] = []
  if (nvram !== undefined) files.push({ kind: 'nvram', ...stateAt([nvram], xml, host) })
  if (tpm !== undefined) files.push({ kind: 'tpm', ...stateAt(tpmNames(tpm, uuid), xml, host) })
  return files
}

type Seen = Pick<StateFile, 'path' | 'allocated' | 'length'>

/** The first of the names at which a file is; what is nowhere is called by the first. */
function stateAt(names: readonly string[], xml: TreePath, host: ChainHost): Seen {
  for (const name of names.flatMap(placesOf)) {
    const found = findDomainFile(name, xml, host)
    if (found.kind !== 'member') continue
    const { address: path, allocated, length } = found.member
    return { path, allocated, length }
  }
  return { path: names[0] ?? '' }
}

/** swtpm's file of each version; libvirt has a folder for each, unless the XML names one (qemu_tpm.c). */
const TPM_FILES = {
  '2.0': ['tpm2', 'tpm2-00.permall'],
  '1.2': ['tpm1.2', 'tpm-00.permall'],
} as const

function tpmNames({ version, source }: DomainTpm, uuid: string): readonly string[] {
  const versions = version === undefined ? (['2.0', '1.2'] as const) : [version]
  const known = versions.map((one) => TPM_FILES[one])
  if (source !== undefined) return [source, ...known.map(([, file]) => `${source}/${file}`)]
  return known.map(([folder, file]) => `${LIBVIRT_STATE}/swtpm/${uuid}/${folder}/${file}`)
}

/** libvirt in a container has its own `/var/lib/libvirt`, which is a volume of the host. */
function placesOf(name: string): readonly string[] {
  if (!isWithin(name, LIBVIRT_STATE)) return [name]
  const inside = name.slice(LIBVIRT_STATE.length)
  return [name, ...LIBVIRT_STATES.map((state) => `/${state}${inside}`)]
}
