import { displayText } from '../../bytes/text.ts'
import type { FindingCode } from '../../findings/codes.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue, Severity } from '../../findings/types.ts'
import type { ImageFormat, ImageSummary } from '../../formats/types.ts'
import { reachOf } from '../../formats/verdict/reach.ts'
import { quote, says } from '../../phrases/phrase.ts'
import type { Judgement } from '../../scan/model.ts'
import { judgedClues } from './check-findings.ts'

export function headerClues(
  image: ImageSummary,
  judged: Judgement | undefined,
  ofNova: boolean,
): readonly Clue[] {
  // A feature that nobody knows is no damage.
  const isUnknown = judged?.checks.some(({ code }) => code === 'unknown-features') === true
  // Of a structure that a sound header names, the verdict tells what it is needed for.
  const isBeside = image.faultIn !== undefined && judged !== undefined
  const fault = isUnknown || isBeside ? undefined : faultClue(image)
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
export function isLuks({ format, encryption }: ImageSummary): boolean {
  return format === 'qcow2' && encryption === 'luks'
}

/** The header's field (`crypt_method`), as the verdict tells of it. */
const LUKS_EVIDENCE = { offset: 32, expected: says('no encryption'), found: quote('luks') } as const

function dataFileClue({ dataFile, unusedDataFile }: ImageSummary): Clue | undefined {
  if (unusedDataFile !== undefined) {
    return clue('external-data-file', { case: 'data-file/unused-name', name: unusedDataFile })
  }
  if (dataFile === undefined) return undefined
  const { name } = dataFile
  if (name === undefined) return clue('external-data-file', { case: 'data-file/unnamed' })
  return clue('external-data-file', { case: `data-file/${reachOf(name)}`, name })
}

function faultClue({ fault, format }: ImageSummary): Clue | undefined {
  if (fault === undefined) return undefined
  const { code, message, what, offset, expected, found } = fault
  const at = { offset, expected, found }
  if (code === 'truncated') {
    return clue('truncated', { case: 'truncated/header', what, ...at }, cutSeverity(format))
  }
  const severity = code === 'encrypted' ? 'info' : 'warning'
  if (message === undefined) return clue('image-fault', { case: 'there', what, ...at }, severity)
  return clue('image-fault', { case: 'own', message, ...at }, severity)
}

/** The disk is lost, unless the header is one that a guest wrote into raw data. */
function cutSeverity(format: ImageFormat): Severity {
  return format === 'luks' ? 'warning' : 'high'
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
