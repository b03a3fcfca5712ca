import { FormatError } from '../../../shared/bytes/errors.ts'
import type { Salvage } from '../../../shared/formats/disk/salvage.ts'
import { formatOffset } from '../../../shared/values/offset.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { reasonOf } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'
import { failedFile } from './failed-file.ts'

/** Says where zeros stand for what could not be read, the first places of many; such a result is `partial`. */
export function complainOfSalvage(
  file: string,
  { stretches, count, lost }: Salvage,
  opened: Pick<OpenedDisk, 'files'>,
  terminal: Terminal,
): ExitCode {
  for (const { start, length, why } of stretches) {
    const what = why instanceof FormatError ? why.message : reasonOf(why)
    const whose = failedFile(why, opened)
    const reason = whose === undefined ? what : `${whose}: ${what}`
    const where = `${length} bytes from ${formatOffset(start)} of the guest's disk`
    terminal.complain(`${file}: zeros stand for ${where}: ${reason}`)
  }
  if (count > stretches.length) {
    const more = `${count - stretches.length} more stretches, for ${lost} bytes in all`
    terminal.complain(`${file}: zeros stand for ${more}`)
  }
  return lost > 0 ? EXIT.partial : EXIT.done
}
