import { FormatError } from '../../bytes/errors.ts'
import { says } from '../../phrases/phrase.ts'

/** What the faults are about of reads for which a file is not here. */
const MEMBERS = 'chain'
const DATA_FILE = 'data file'

/** Of the guest's bytes from `start` on, which a `MissingLayer` would have. */
export function memberNotHere(start: number): FormatError {
  const message = says(
    "The guest's bytes from {{at}} are in a member of the chain that is not here",
    { at: start },
  )
  return new FormatError(
    'unsupported',
    MEMBERS,
    start,
    says('every member'),
    says('a gap'),
    message,
  )
}

/** Of an image that keeps its data in a file of its own. */
export function dataFileNotHere(): FormatError {
  const message = says('The guest data is in an external data file that is not here')
  return new FormatError('unsupported', DATA_FILE, 0, says('the data file'), says('none'), message)
}

/** Whether a read failed for one of these. */
export function isNotHere(error: unknown): boolean {
  if (!(error instanceof FormatError)) return false
  return error.fault.what === MEMBERS || error.fault.what === DATA_FILE
}
