import type { Fault } from '../../shared/bytes/errors.ts'

/** By which a header is refused. */
export const tooManyL1Entries: Fault = {
  code: 'limit',
  message: '',
  what: 'header.l1_size',
  offset: 36,
  expected: 'at most 4194304',
  found: '9999999',
}
