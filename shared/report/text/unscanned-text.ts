import { mainOf } from '../../analysis/hosts/main-file-system.ts'
import type { UsedFileSystem } from '../../analysis/hosts/storage.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import { formatSize, leastSize } from '../size.ts'
import type { SizeLine } from './size-lines.ts'

/** What else is on the file system of which `Free` is told. */
export function unscannedLines(view: NodeView): readonly SizeLine[] {
  const used = mainOf(view)
  if (used?.unscanned === undefined) return []
  const folders = foldersText(used)
  const among = folders === '' ? '' : `: ${folders}, among others`
  const note = `used there by what was not scanned, or deleted and still open (lsof +L1)${among}`
  return [['Not scanned', formatSize(used.unscanned), note]]
}

/** What else is on a file system, as one of its notes. */
export function unscannedNote(used: UsedFileSystem): string {
  const { unscanned } = used
  const folders = foldersText(used)
  if (unscanned === undefined) return folders === '' ? '' : `not scanned there: ${folders}`
  const whole = `${formatSize(unscanned)} used by what was not scanned`
  return folders === '' ? whole : `${whole} (${folders}, among others)`
}

function foldersText({ beside = [] }: UsedFileSystem): string {
  return beside
    .map(
      ({ path, allocated, atLeast }) =>
        `${displayText(path)} ${leastSize(allocated, atLeast === true)}`,
    )
    .join(', ')
}
