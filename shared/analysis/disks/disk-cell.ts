import { isPlain } from '../../formats/formats-agree.ts'
import { probedFormat } from '../../formats/names.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import { nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { NovaLeavesOut } from '../accounting/nova/nova-domain.ts'
import { type Chain, isDenied, unreadBelow } from '../chain/chain-model.ts'
import type { DataParts } from '../chain/data-parts.ts'
import { refusedIn } from '../chain/refused-layer.ts'
import type { DiskCell } from '../rows/rows.ts'
import { whyNoVirtual } from '../sizes/why-unknown.ts'

/** Bytes that the guest sees. A header inside a disk that is read raw is the guest's own data. */
function virtualSize(
  length: number,
  image: ScannedEntry['image'],
  isRaw: boolean,
): number | undefined {
  if (image === undefined) return undefined
  if (isRaw) return length
  const { format, virtualSize: recorded } = image
  return recorded ?? (isPlain(format) ? length : undefined)
}

/** Whether nothing is left of what would tell its size; raw data is as long as its file. */
function isEmptyOf({ length, unseen }: ScannedEntry, declared: string | undefined): boolean {
  return length === 0 && unseen !== true && declared !== 'raw'
}

/** Whether `qemu-img info` fails for it, which is told no format, and so takes some for raw data. */
export function isRefused(image: ScannedEntry['image']): boolean {
  return image?.fault !== undefined && image.probedAs === undefined
}

/** What is known of a disk beside its own entry. */
export interface DiskContext {
  readonly chain: Chain
  /** The format that disk.info or the domain XML gives. */
  readonly declared?: string | undefined
  readonly parts: DataParts
  /** What it is to the instance, which of a snapshot's overlay its name does not tell. */
  readonly role: EntryRole
  /** It is read as it stands: the header that it begins with is the guest's own data. */
  readonly isRaw: boolean
  /** The header is gone that would tell how large it is to the guest, and what is below. */
  readonly isLost: boolean
  /** Of ploop, which keeps a disk as a folder: the lengths of all files in it. */
  readonly ploopLength?: number | undefined
}

export function diskCell(entry: ScannedEntry, context: DiskContext): DiskCell {
  const { declared, ploopLength, role, isRaw, isLost } = context
  const { dataFile, extents, extentsElsewhere } = context.parts
  const { layers, state } = context.chain
  const { path, length, allocated, image } = entry
  const name = nameInFolder(entry)
  const cell: Draft =
    entry.unseen === true
      ? { path, name, role, allocated, chain: state.kind }
      : { path, name, role, length, allocated, chain: state.kind }
  // Set one by one: there are tens of thousands of them, and spreading costs several times as much.
  if (entry.linkedAt !== undefined) cell.linkedAt = entry.linkedAt
  if (entry.allocatedFrom !== undefined) cell.allocatedFrom = entry.allocatedFrom
  if (entry.blocks !== undefined) cell.blocks = entry.blocks
  if (image !== undefined) cell.format = image.format
  if (image?.probedAs !== undefined) cell.probedAs = image.probedAs
  if (image?.content !== undefined) cell.content = image.content
  if (isRefused(image)) cell.isRefused = true
  const isUntold = isLost || isEmptyOf(entry, declared)
  const virtual = isUntold ? undefined : virtualSize(length, image, isRaw)
  if (isUntold) cell.whyNoVirtual = 'header'
  else if (virtual === undefined) cell.whyNoVirtual = whyNoVirtual(entry)
  if (virtual !== undefined) cell.virtual = virtual
  const uncounted = isRaw || isUntold ? undefined : image?.uncountedSize
  if (uncounted !== undefined) cell.uncountedVirtual = uncounted
  if (declared !== undefined) cell.declared = declared
  if (isRaw) cell.isReadRaw = true
  if ((isRaw || isLost) && image !== undefined && probedFormat(image) !== 'raw') {
    cell.asGuessed = { virtual: image.virtualSize, backing: image.backing }
  }
  if (dataFile !== undefined) cell.dataFile = dataFile
  if (extents !== undefined) cell.extents = extents
  if (extentsElsewhere !== undefined) cell.extentsElsewhere = extentsElsewhere
  if (ploopLength !== undefined) cell.ploopLength = ploopLength
  if (isDenied(state)) cell.isDenied = true
  const refused = refusedIn(context.chain)
  if (refused !== undefined) cell.refusedIn = refused
  const last = layers[layers.length - 1]
  if (state.kind === 'complete' && last !== undefined) cell.base = last.path
  const backing = isRaw || isLost ? undefined : image?.backing
  if (backing === undefined || backing.name === '') return cell
  const direct = layers[1]?.path ?? unreadBelow(context.chain)
  cell.backing = direct === undefined ? backing : { ...backing, path: direct }
  return cell
}

type Draft = { -readonly [Key in keyof DiskCell]: DiskCell[Key] }

/** As what it is read, which may not be what its first bytes look like. */
export function formatRead({
  format,
  isReadRaw,
}: Pick<DiskCell, 'format' | 'isReadRaw'>): DiskCell['format'] {
  return isReadRaw === true ? 'raw' : format
}

/** What a domain XML says that came after the disk. */
export function setDeclared(cell: DiskCell, declared: string | undefined): void {
  const draft: Draft = cell
  if (declared !== undefined) draft.declared = declared
}

/** Completes a cell, when the scan has ended. */
export function setSizes(cell: DiskCell, sizes: DiskCell['sizes']): void {
  const draft: Draft = cell
  if (sizes !== undefined) draft.sizes = sizes
}

/** Why Nova's sums are without it, when the scan has ended. */
export function setLeftOut(cell: DiskCell, why: NovaLeavesOut): void {
  const draft: Draft = cell
  draft.novaLeavesOut = why
}
