import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { GivenRoot, NamedPath } from '../../files/named-image.ts'
import type { DiskGap, OpenedDisk } from '../../files/opened-disk.ts'
import { CliError } from '../error-text.ts'
import { declaredRaw } from '../input/declared-raw.ts'
import type { Input } from '../input/inputs.ts'
import { standsOnAnother } from '../input/stands-on-another.ts'
import { standsOnStray } from '../input/stands-on-stray.ts'
import type { DiskRequest } from './disk-command.ts'

/**
 * Whose data the header is that the disk is read by, where it may be the guest's. Throws a `CliError` where
 * that names other files: nobody asked for these; and for an image of another format than the one told.
 */
export function headerOwner(
  { chain, paths, gaps }: OpenedDisk,
  input: Input,
  root: GivenRoot | undefined,
  { format }: Pick<DiskRequest, 'format'>,
): string | undefined {
  const [top] = chain.layers
  if (top === undefined) return undefined
  const found = top.image.format
  if (format !== undefined && format !== found) {
    throw new CliError(`it is no ${displayText(format)} image; its content is ${found}`)
  }
  const owner = format === undefined ? declaredRaw(input, found, root) : undefined
  if (owner === undefined) return undefined
  const whole = `${owner}; --format raw reads the file as it stands`
  if (paths.length === 1 && gaps.length === 0) return whole
  throw new CliError(
    `${whole}. It names other files, which are read only where --format ${found} says that it is one`,
  )
}

/**
 * Of a disk that stands on another instance's, or on a file that lies where a node has no images: whose data
 * it shows, unless somebody asked for them, by the format or by locating that file.
 */
export function othersData(
  { chain, paths }: OpenedDisk,
  input: NamedPath,
  root: GivenRoot | undefined,
  { format }: Pick<DiskRequest, 'format'>,
  located: LocatedFiles,
): string | undefined {
  const [top] = chain.layers
  if (format !== undefined || top === undefined) return undefined
  const asked = new Set(located.values())
  const read = paths.filter((path) => !asked.has(path))
  const others = standsOnAnother(read, input) ?? standsOnStray(read, chain, input, root)
  return others && `${others}. Where that is right, --format ${top.image.format} reads it`
}

/** Throws where what is read in spite of it would be somebody else's, or no disk of anybody's. */
export function refuse(
  { gaps }: OpenedDisk,
  others: string | undefined,
  lacking: readonly string[],
): void {
  if (others !== undefined) throw new CliError(others)
  if (gaps.some(isRefused)) throw new CliError(lacking.join('; '))
}

function isRefused(gap: DiskGap): boolean {
  return 'state' in gap && gap.state.kind === 'refused'
}
