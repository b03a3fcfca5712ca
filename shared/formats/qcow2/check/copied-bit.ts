import { type Phrase, says } from '../../../phrases/phrase.ts'

/** What the flag that tells of the only reference to a cluster should be (`QCOW_OFLAG_COPIED`). */
export function copiedBit(refcount: number): Phrase {
  return says('bit {{n}} to be {{n2}}, for a refcount of {{n3}}', {
    ...{ n: 63, n2: refcount === 1 ? 1 : 0, n3: refcount },
  })
}
