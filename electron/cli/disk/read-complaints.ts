import { sentenceOf } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { CutFile, CutWatch } from '../../../shared/formats/disk/cut-watch.ts'
import { isMissing } from '../../../shared/formats/disk/disk.ts'
import type { DiskExtent } from '../../../shared/formats/disk/types.ts'
import { english } from '../../../shared/phrases/english.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { dataAllocated } from '../../files/data-allocated.ts'
import type { DiskFile, OpenedDisk } from '../../files/opened-disk.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'

/** Says what was lost by a cut, in one line, and what `isGiven` in its place; such a result is `partial`. */
export function complainOfCuts(
  file: string,
  watch: CutWatch,
  opened: OpenedDisk,
  terminal: Terminal,
  isGiven = true,
): ExitCode {
  const { lost, tables, isCut, shrunk } = watch
  if (!isCut && shrunk.length === 0) return EXIT.done
  const parts = [lost > 0 && `${lost} bytes of what it maps`, tables && 'tables that it names']
  const what = parts.filter((part) => part !== false).join(' and ')
  const isOverOthers = tables && opened.disk.layers.length > 1
  const instead = isOverOthers ? 'what lies below, or zeros, stands' : 'zeros stand'
  const rest = isGiven ? `; ${instead} for what is lost` : ''
  const grown = `it grew while it was read; ${what} may be in what was added, and could not be read`
  const ended = isCut
    ? `${cutFile(watch.files, opened, ENDS)} before ${what}`
    : `${cutFile(shrunk, opened, WAS_CUT)} while it was read`
  terminal.complain(`${file}: ${watch.mayBeAdded ? grown : ended}${rest}`)
  return EXIT.partial
}

/** Says that what was given may not be what was written, by the first of its entries; it is `partial` then. */
export function complainOfOdd(
  file: string,
  { odd: { first, hasMore } }: CutWatch,
  { files }: Pick<OpenedDisk, 'files'>,
  terminal: Terminal,
): ExitCode {
  if (first === undefined) return EXIT.done
  const { depth, fault } = first
  const path = depth === 0 ? undefined : files[depth]?.path
  const name = path === undefined ? file : displayText(path)
  const mapped = hasMore ? 'and in more entries; what they map is' : 'what it maps is'
  const given = `${mapped} given as QEMU reads it, and may be lost`
  terminal.complain(`${name}: ${english(sentenceOf(fault))}${hasMore ? ', ' : '; '}${given}`)
  return EXIT.partial
}

/** A verb for one file, and for several. */
type Verb = readonly [one: string, several: string]
export const ENDS: Verb = ['ends', 'end']
const WAS_CUT: Verb = ['was cut', 'were cut']

/** Which file it is, with its verb. */
export function cutFile(
  cut: readonly CutFile[],
  { files }: Pick<OpenedDisk, 'files'>,
  [one, several]: Verb,
): string {
  const paths = cut.map(({ depth, file }) => {
    const layer = files[depth]
    return file === undefined ? layer?.path : (layer?.dataPaths.get(file) ?? layer?.path)
  })
  const [path, ...others] = new Set(paths)
  if (others.length > 0) return `files of its chain ${several}`
  const isTop = path === undefined || path === files[0]?.path
  return `${isTop ? 'the file' : displayText(path)} ${one}`
}

/** Adds an extent to what its layer shows as data, in bytes by depth. */
export function countData(shown: Map<number, number>, { kind, depth, length }: DiskExtent): void {
  if (kind === 'data') shown.set(depth, (shown.get(depth) ?? 0) + length)
}

/** Says which layers of a disk that was read whole are encrypted: it shows none of their data. */
export function complainOfEncryption({ chain }: OpenedDisk, terminal: Terminal): void {
  for (const { image, displayPath } of chain.layers) {
    if (image.encryption === undefined) continue
    terminal.complain(`${displayPath}: it is encrypted, and holds no data that the disk shows`)
  }
}

/** Says which layers' holes nobody has looked for, of those that show data: `shown` has how much, by depth. */
export function complainOfHoles(
  { disk, files }: OpenedDisk,
  shown: ReadonlyMap<number, number>,
  terminal: Terminal,
  hint: string,
): void {
  disk.layers.forEach((layer, depth) => {
    const file = files[depth]
    const data = shown.get(depth)
    if (isMissing(layer) || layer.holesKnown || file === undefined || data === undefined) return
    const what = `its holes were not looked for, so they are shown as data${mostOf(file, data)}`
    terminal.complain(`${file.path}: ${what}${hint}`)
  })
}

function mostOf(file: DiskFile, data: number): string {
  const allocated = dataAllocated(file)
  if (allocated === undefined || allocated >= data) return ''
  return `: of ${formatSize(data)} at most ${formatSize(allocated)} take space`
}
