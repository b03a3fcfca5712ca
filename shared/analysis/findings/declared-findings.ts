import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import { type Detected, isPlainToQemu } from '../../formats/formats-agree.ts'
import { probedFormat } from '../../formats/names.ts'
import type { ImageSummary } from '../../formats/types.ts'
import { VDI_SIGNATURE_OFFSET } from '../../formats/vdi/vdi.ts'
import { isPhrase } from '../../phrases/phrase.ts'
import type { Judgement } from '../../scan/model.ts'

/** Who says what format an image is. */
export type Declarer = 'disk.info' | 'domain' | 'domain-default' | 'backing' | 'ending'

/**
 * Declared against detected. An image header in what is declared raw was written by the guest, and
 * the names in it are files of the host that whoever probes the format opens.
 */
export function declaredClue(
  by: Declarer,
  declared: string,
  image: ImageSummary,
  judged?: Judgement,
  name?: string,
): Clue {
  const detected = declared === 'raw' ? probedFormat(image) : image.format
  const evidence = { case: by, declared, detected, ...(name !== undefined && { name }) }
  if (declared !== 'raw' || isPlainToQemu(image)) return clue('format-mismatch', evidence)
  const reaches = reachedBy(image, judged)
  const offset = image.format === 'vdi' ? VDI_SIGNATURE_OFFSET : 0
  return clue('forged-header', { ...evidence, offset, ...(reaches.length > 0 && { reaches }) })
}

/** Of what may have stood on anything: with the header its data are at stake. */
export function lostClue(
  by: Extract<Declarer, 'disk.info' | 'domain'>,
  declared: string,
  { format }: Detected,
): Clue {
  return clue('format-mismatch', { case: `lost-by-${by}`, declared, detected: format }, 'high')
}

/** What a forged header would make its reader open. */
function reachedBy(
  { backing, dataFile, unusedDataFile, extentsElsewhere = [] }: ImageSummary,
  judged?: Judgement,
): readonly string[] {
  const forged = judged?.checks.find(({ code }) => code === 'forged-header')?.params['names']
  const names = [backing?.name, dataFile?.name ?? unusedDataFile].filter(
    (name) => name !== undefined,
  )
  if (names.length > 0) return names
  // The verdict knows the extents of a VMDK too.
  const isList = typeof forged === 'object' && !isPhrase(forged)
  return isList && forged.length > 0 ? forged : extentsElsewhere
}

/** Whether a header was found where there should be a guest's own data. */
export function isForged(declared: string | undefined, image: Detected): boolean {
  return declared === 'raw' && !isPlainToQemu(image)
}
