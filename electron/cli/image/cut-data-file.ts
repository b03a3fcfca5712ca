import { displayText } from '../../../shared/bytes/text.ts'
import { isMissing } from '../../../shared/formats/disk/disk.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import { openDiskAt } from '../../files/open-disk.ts'
import { watchForCuts } from '../../files/watch-for-cuts.ts'
import type { CommandContext } from '../commands/command.ts'
import type { Input } from '../input/inputs.ts'
import { createTurns } from '../turns.ts'

/**
 * How much of what the tables of an image map its external data file ends before: a check reads the tables
 * alone, and knows no end of that file. Undefined where nothing is lost, and where the file is not here.
 */
export async function cutDataFile(
  input: Input,
  root: GivenRoot | undefined,
  { interrupted }: CommandContext,
): Promise<string | undefined> {
  const opened = openDiskAt(input, {
    located: new Map(),
    ...(root !== undefined && { givenRoot: root }),
  })
  try {
    const [top] = opened.disk.layers
    if (top === undefined || isMissing(top)) return undefined
    const watch = watchForCuts(opened)
    const turns = createTurns()
    for (const extent of top.extents(0, top.size, watch)) {
      watch.see({ ...extent, depth: 0 })
      const turn = turns.whenDue()
      if (turn !== undefined) await turn
      if (interrupted()) return undefined
    }
    const path = opened.files[0]?.dataPaths.get(0)
    if (watch.lost === 0 || path === undefined) return undefined
    return `${displayText(path)} ends before ${watch.lost} bytes of the guest's disk; no table tells of that, and they read as zeros`
  } finally {
    opened.close()
  }
}
