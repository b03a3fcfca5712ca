import { type Fault, FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { says } from '../../phrases/phrase.ts'
import { withoutSecrets } from '../../secrets/without-secrets.ts'
import type { BlockCheck, Wrong } from '../check/block-check.ts'
import type { CheckContext, CheckedFile } from '../check/types.ts'
import type { Walk } from '../walk.ts'
import { checkSparseExtent } from './check-grains.ts'
import { boundExtents, isFlat } from './extent-layers.ts'
import { isPlainName } from './extent-name.ts'
import type { VmdkDescriptor, VmdkExtent } from './types.ts'

/**
 * Checks each file in which the data of a disk is: what a check of it alone finds, and flat extents
 * that begin after its end. One that is not here, or cannot be read, is an error of the check; of
 * such a disk qemu-img opens nothing.
 */
export function* checkParts(
  check: BlockCheck,
  descriptor: VmdkDescriptor,
  { extentFile }: CheckContext,
): Walk<void> {
  let before = 0
  for (const extent of boundExtents(descriptor)) {
    if (extent.type === 'ZERO') continue
    const { name = '' } = extent
    const file = isPlainName(name) ? extentFile?.(name) : undefined
    if (file === undefined) check.error(() => notHere(name))
    else before += yield* checkPart(check, extent, file, before)
  }
}

/** Bytes of tables in it. */
function* checkPart(
  check: BlockCheck,
  extent: VmdkExtent,
  file: CheckedFile,
  before: number,
): Walk<number> {
  const { name = '' } = extent
  let total = 0
  try {
    const part = check.part(file.source, name)
    if (isFlat(extent)) checkFlat(part, extent)
    else {
      for (const progress of checkSparseExtent(part)) {
        total = progress.total
        yield { done: before + progress.done, total: before + total }
      }
    }
    check.endPart(part)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { fault } = error
    const message = `The extent ${JSON.stringify(name)} cannot be read: ${error.message}`
    check.error(() => ({ ...placeOf(fault), message, file: name }))
  } finally {
    file.close()
  }
  return total
}

function checkFlat(part: BlockCheck, { sectors, offset: sector = 0 }: VmdkExtent): void {
  const offset = sector * SECTOR_SIZE
  const { size } = part.source
  if (sectors === 0) return
  if (offset < size) part.noteEnd('vmdk.extent', offset, offset, sectors * SECTOR_SIZE)
  else {
    part.corruption(() => ({
      what: 'vmdk.extent',
      offset,
      expected: says('an offset below the end at {{at}}', { at: size }),
      found: says('{{at}}', { at: offset }),
      message: 'cluster offset after file size',
    }))
  }
}

function placeOf({ what, offset, expected, found }: Fault): Omit<Wrong, 'message'> {
  return { what, offset, expected, found }
}

function notHere(recorded: string): Wrong & { readonly file: string } {
  const name = withoutSecrets(recorded)
  return {
    what: 'vmdk.extent',
    offset: 0,
    file: name,
    expected: says('an extent that can be read'),
    found: says('not here, or outside of what was opened'),
    message: `The extent ${JSON.stringify(name)} is not here, or outside of what was opened`,
  }
}
