import type { CutWatch } from '../../../shared/formats/disk/cut-watch.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'

/** Says what was lost by a cut, in one line, and what `isGiven` in its place; such a result is `partial`. */
export function complainOfCuts(
  file: string,
  watch: CutWatch,
  { disk }: OpenedDisk,
  terminal: Terminal,
  isGiven = true,
): ExitCode {
  if (!watch.isCut) return EXIT.done
  const { lost, tables } = watch
  const parts = [lost > 0 && `${lost} bytes of what it maps`, tables && 'tables that it names']
  const what = parts.filter((part) => part !== false).join(' and ')
  const isOverOthers = tables && disk.layers.length > 1
  const instead = isOverOthers ? 'what lies below, or zeros, stands' : 'zeros stand'
  const rest = isGiven ? `; ${instead} for what is lost` : ''
  terminal.complain(`${file}: the file ends before ${what}${rest}`)
  return EXIT.partial
}

/** Says which layers' holes nobody has looked for, of those at `depths` that show data. */
export function complainOfHoles(
  { disk, files }: OpenedDisk,
  depths: ReadonlySet<number>,
  terminal: Terminal,
  hint: string,
): void {
  disk.layers.forEach((layer, depth) => {
    if ('missing' in layer || !depths.has(depth) || layer.holesKnown) return
    const path = files[depth]?.path ?? ''
    terminal.complain(`${path}: its holes were not looked for, so they are shown as data${hint}`)
  })
}
