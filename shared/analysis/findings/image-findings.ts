import { saysItsPlace } from '../../bytes/errors.ts'
import { displayText } from '../../bytes/text.ts'
import type { FindingCode } from '../../findings/codes.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue, Severity } from '../../findings/types.ts'
import { type Detected, formatsAgree, isPlainToQemu } from '../../formats/formats-agree.ts'
import { probedFormat } from '../../formats/names.ts'
import type { ImageFormat, ImageSummary } from '../../formats/types.ts'
import { VDI_SIGNATURE_OFFSET } from '../../formats/vdi/vdi.ts'
import { reachOf } from '../../formats/verdict/reach.ts'
import type { Judgement } from '../../scan/model.ts'
import { judgedClues } from './check-findings.ts'

/** Who says what format an image is. */
export type Declarer = 'disk.info' | 'domain' | 'domain-default' | 'backing' | 'ending'

/** What is known of an image besides its header. */
export interface ImageFacts {
  /** By disk.info. */
  readonly declared?: string | undefined
  readonly judged?: Judgement | undefined
  /** Nova made it, so that Nova's habits can be expected of it. */
  readonly ofNova: boolean
  /** The header is gone by which it would tell what it stands on. */
  readonly isLost?: boolean | undefined
}

const NONE: readonly Clue[] = []

/** What an image's header and its verdict show. Sound images cost a few comparisons. */
export function imageClues(image: ImageSummary, facts: ImageFacts): readonly Clue[] {
  const { declared, judged, ofNova } = facts
  if (declared !== undefined && !formatsAgree(declared, image)) {
    if (facts.isLost === true) return [lostClue('disk.info', declared, image)]
    const mismatch = declaredClue('disk.info', declared, image, judged)
    // Whatever else the header says is what the guest wrote.
    if (mismatch.code === 'forged-header') return [mismatch]
    return [mismatch, ...headerClues(image, judged, ofNova)]
  }
  const { backing, fault } = image
  const dataFile = image.dataFile ?? image.unusedDataFile
  const isRelative = ofNova && backing !== undefined && !backing.name.startsWith('/')
  const odd = isRelative || isLuks(image)
  if (!odd && dataFile === undefined && fault === undefined && judged === undefined) {
    return backing === undefined || displayText(backing.name) === backing.name
      ? NONE
      : headerClues(image, judged, ofNova)
  }
  return headerClues(image, judged, ofNova)
}

function headerClues(
  image: ImageSummary,
  judged: Judgement | undefined,
  ofNova: boolean,
): readonly Clue[] {
  // A feature that nobody knows is no damage.
  const isUnknown = judged?.checks.some(({ code }) => code === 'unknown-features') === true
  // Of a structure that a sound header names, the verdict tells what it is needed for.
  const isBeside = image.faultIn !== undefined && judged !== undefined
  const fault = isUnknown || isBeside ? undefined : faultClue(image, ofNova)
  const isJudged = judged?.checks.some(({ code }) => code === 'data-file') === true
  const found = [
    isJudged ? undefined : dataFileClue(image),
    fault,
    backingNameClue(image, ofNova),
    isLuks(image) ? clue('luks-encryption', LUKS_EVIDENCE) : undefined,
  ].filter((one) => one !== undefined)
  if (judged === undefined) return found
  const known = new Set<FindingCode>(found.map(({ code }) => code))
  // A header that cannot be read says nothing of the tables that it names.
  if (image.fault !== undefined && !isBeside) known.add('image-fault').add('truncated')
  return [...found, ...judgedClues(judged, known)]
}

/** A qcow2 whose content needs a key; a volume that is LUKS by itself may be what the guest wrote. */
function isLuks({ format, encryption }: ImageSummary): boolean {
  return format === 'qcow2' && encryption === 'luks'
}

/** The header's field (`crypt_method`), as the verdict tells of it. */
const LUKS_EVIDENCE = { offset: 32, expected: 'no encryption', found: 'luks' } as const

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
  return typeof forged !== 'string' || forged === '' ? extentsElsewhere : [forged]
}

function dataFileClue({ dataFile, unusedDataFile }: ImageSummary): Clue | undefined {
  if (unusedDataFile !== undefined) {
    return clue('external-data-file', { case: 'data-file/unused-name', name: unusedDataFile })
  }
  if (dataFile === undefined) return undefined
  const { name } = dataFile
  if (name === undefined) return clue('external-data-file', { case: 'data-file/unnamed' })
  return clue('external-data-file', { case: `data-file/${reachOf(name)}`, name })
}

function faultClue({ fault, format }: ImageSummary, ofNova: boolean): Clue | undefined {
  if (fault === undefined) return undefined
  const { code, message, what, offset, expected, found } = fault
  const at = { offset, expected, found }
  if (code === 'truncated') {
    return clue('truncated', { case: 'truncated/header', what, ...at }, cutSeverity(format, ofNova))
  }
  const severity = code === 'encrypted' ? 'info' : 'warning'
  if (saysItsPlace(fault)) return clue('image-fault', { case: 'there', what, ...at }, severity)
  return clue('image-fault', { case: 'own', message, ...at }, severity)
}

/** An instance has lost its disk, unless the header is one that its guest wrote into raw data. */
function cutSeverity(format: ImageFormat, ofNova: boolean): Severity {
  return ofNova && format !== 'luks' ? 'high' : 'warning'
}

/** Nova records absolute names; what they lead to is told with the chain. */
function backingNameClue({ backing }: ImageSummary, ofNova: boolean): Clue | undefined {
  const name = backing?.name
  if (name === undefined || name === '') return undefined
  if (displayText(name) !== name) return clue('backing-name', { case: 'unprintable', name })
  const reach = reachOf(name)
  const relative = reach === 'beside' || reach === 'escaping'
  return ofNova && relative ? clue('backing-name', { case: reach, name }) : undefined
}

/** Whether a header was found where there should be a guest's own data. */
export function isForged(declared: string | undefined, image: Detected): boolean {
  return declared === 'raw' && !isPlainToQemu(image)
}
