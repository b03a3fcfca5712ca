import { displayText } from '../../../shared/bytes/text.ts'
import { isEncrypted } from '../../../shared/formats/disk/map.ts'
import type { DiskExtent } from '../../../shared/formats/disk/types.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import type { Terminal } from '../output/terminal.ts'

const VHDX =
  'QEMU does not look which blocks of a VHDX are allocated, and takes all of it for data; here its table is read'
const NO_TABLE =
  'QEMU ends with an error where a disk has compressed, encrypted or missing parts; here they have their lines'

/** Beside sizes and maps that are not what `qemu-img` prints: of which layers it knows less. */
export function complainOfVhdx({ chain }: OpenedDisk, terminal: Terminal): void {
  for (const { image, displayPath } of chain.layers) {
    if (image.format === 'vhdx') terminal.complain(`${displayText(displayPath)}: ${VHDX}`)
  }
}

/** Whether the table of `qemu-img map` has no line for it, and it prints none after. */
export function hasNoPlace(extent: DiskExtent): boolean {
  const { kind } = extent
  if (kind === 'zero' || kind === 'unallocated') return false
  return kind !== 'data' || isEncrypted(extent)
}

export function complainOfTable(file: string, terminal: Terminal): void {
  terminal.complain(`${file}: ${NO_TABLE}`)
}
