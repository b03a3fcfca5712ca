import { sentenceOf } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { ChainFaults } from '../../../shared/formats/disk/chain-faults.ts'
import { english } from '../../../shared/phrases/english.ts'
import type { Terminal } from '../output/terminal.ts'
import type { DiskWork } from './disk-command.ts'

/** Faults that are printed one by one. */
const SHOWN = 10

/** Says on stderr what is wrong in the tables that were walked for `file`'s disk. */
export function complainOfFaults(
  { files }: DiskWork,
  file: string,
  faults: ChainFaults,
  terminal: Terminal,
): void {
  for (const fault of faults.kept.slice(0, SHOWN)) {
    const name = fault.file === undefined ? file : displayText(fault.file)
    terminal.complain(`${name}: ${english(sentenceOf(fault))}`)
  }
  for (const depth of faults.cutTables) {
    terminal.complain(cutTables(files[depth]?.path ?? file))
  }
  if (faults.count > SHOWN) {
    const what = faults.areEnds ? 'places past the end of their file' : 'faults in its tables'
    terminal.complain(`${file}: ${faults.count - SHOWN} more ${what}`)
  }
}

function cutTables(path: string): string {
  return `${displayText(path)}: its tables are cut off, and what they held is not known: what lies below shows through`
}
