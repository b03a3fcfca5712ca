import type { Fault } from '../../bytes/errors.ts'
import { faultOf } from '../../formats/disk/fault.ts'
import { quote, says } from '../../phrases/phrase.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { ChainHost } from './chain-host.ts'
import type { Chain } from './chain-model.ts'
import { entryChain } from './entry-chain.ts'

/** Formats in which a disk is made over a base. */
const OVER_A_BASE: ReadonlySet<string> = new Set(['qcow2', 'qcow', 'qed', 'vmdk'])

/** What a comparison has to know of a file. */
type Content = Pick<ScannedEntry, 'image' | 'length'>

/**
 * Whether a file is to be an image that may stand on another one, and has no header of that format: it
 * was overwritten or lost its beginning, and with it the name of what it stood on. An empty file has no
 * data that need a base.
 */
export function isHeaderLost(declared: string | undefined, { image, length }: Content): boolean {
  if (declared === undefined || image === undefined || length === 0) return false
  if (!OVER_A_BASE.has(declared) || image.format === declared) return false
  return image.other?.format !== declared
}

/** The chain of such a disk: it alone, and nobody can tell what is below. */
export function lostChain(entry: ScannedEntry, declared: string, host: ChainHost): Chain {
  const layers = entryChain(entry, host).layers.slice(0, 1)
  const name = layers[0]?.displayPath ?? entry.path
  const fault = { code: 'io', path: entry.path, errno: '' } as const
  return {
    layers,
    state: { kind: 'unreadable', name, fault, imageFault: formatFault(entry, declared) },
  }
}

/** In QEMU's words. */
function formatFault({ image }: ScannedEntry, declared: string): Fault {
  const message = says('Image is not in {{name}} format', { name: declared })
  return faultOf('invalid', 'header', 0, quote(declared), quote(image?.format ?? ''), message)
}
