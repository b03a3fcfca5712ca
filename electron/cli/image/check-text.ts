import { expectationOf, type Fault, sentenceOf } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { CheckFinding, ImageCheck } from '../../../shared/formats/check/types.ts'
import { english } from '../../../shared/phrases/english.ts'
import { formatF2 } from '../../../shared/report/qemu/qemu-size.ts'
import { cutText } from '../../../shared/values/cut-text.ts'
import { formatOffset } from '../../../shared/values/offset.ts'
import { wrongCount } from './check-json.ts'

/** The human form of `qemu-img check`, which does not look at an image that is written to: `isDoubtful`. */
export function checkText(check: ImageCheck, isDoubtful: boolean): string {
  const doubt = isDoubtful && wrongCount(check) > 0 ? NO_VERDICT : ''
  return `${verdict(check)}${doubt}${clusterLine(check)}${endLine(check)}`
}

const NO_VERDICT = '\nIt was open for writing or changed meanwhile: these may be none of its own.\n'

const NO_HARM = 'This means waste of disk space, but no harm to data.\n'
/** What a table that was cut off or damaged named looks like a leak. */
const MAY_BE_DATA = 'They may hold data of the disk, which damaged or missing tables named.\n'

function verdict({ corruptions, leaks, checkErrors, beyondEndCount }: ImageCheck): string {
  const isAlone = corruptions + checkErrors + beyondEndCount === 0
  const parts = [
    corruptions > 0 &&
      `\n${corruptions} errors were found on the image.\n` +
        'Data may be corrupted, or further writes to the image may corrupt it.\n',
    leaks > 0 &&
      `\n${leaks} leaked clusters were found on the image.\n` + (isAlone ? NO_HARM : MAY_BE_DATA),
    checkErrors > 0 && `\n${checkErrors} internal errors have occurred during the check.\n`,
    beyondEndCount === 1 && '\n1 structure ends after the file does.\n',
    beyondEndCount > 1 && `\n${beyondEndCount} structures end after the file does.\n`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'No errors were found on the image.\n' : parts.join('')
}

function clusterLine(check: ImageCheck): string {
  const { totalClusters: total, allocatedClusters: allocated } = check
  if (total === 0 || allocated === 0) return ''
  const percent = (part: number, whole: number) => `${formatF2((part * 100) / whole)}%`
  const fragmented = percent(check.fragmentedClusters, allocated)
  const compressed = percent(check.compressedClusters, allocated)
  return (
    `${allocated}/${total} = ${percent(allocated, total)} allocated, ${fragmented} fragmented, ` +
    `${compressed} compressed clusters\n`
  )
}

function endLine({ imageEndOffset }: ImageCheck): string {
  return imageEndOffset > 0 ? `Image end offset: ${imageEndOffset}\n` : ''
}

/** Findings that are printed one by one, and as many structures beyond the end. */
const SHOWN = 50

/** The cause of findings by the hundred. */
const CUT =
  'the file ends before structures that it names: it was cut or not copied whole, or the entries that name them are damaged'

/** What is found where tables of two moments are compared is in none of them. */
const MAY_BE_NONE = 'what was found follows, and may come of that alone'

/** One sentence a finding, worst kind first, how many there are more, and last what caused them. */
export function checkComplaints(check: ImageCheck, isDoubtful: boolean): readonly string[] {
  const findings = check.findings.slice(0, SHOWN)
  const beyondEnd = check.beyondEnd.slice(0, SHOWN)
  const sentences = [...findings.map(findingText), ...beyondEnd.map(endText)]
  const counted = findings.filter(({ kind }) => kind !== 'note')
  const shown = counted.reduce((sum, { times }) => sum + times, beyondEnd.length)
  const all = wrongCount(check)
  const more = all > shown ? [`and ${all - shown} more`] : []
  const doubt = isDoubtful && all > 0 ? [MAY_BE_NONE] : []
  return [...doubt, ...sentences, ...more, ...(check.beyondEndCount > 0 ? [CUT] : [])]
}

/** qemu's sentence, where it is, and what should stand there. */
function findingText(finding: CheckFinding): string {
  const { kind, offset, file, message } = finding
  const said = cutText(message)
  const text = kind === 'corruption' ? `ERROR ${said}` : said
  const what = finding.what === 'refcount' ? 'refcount of the cluster' : finding.what
  const where = `${what} at offset ${formatOffset(offset)}${inFile(file)}`
  return `${text} (${where}: ${english(expectationOf(finding))})`
}

function endText(fault: Fault): string {
  return `${english(sentenceOf(fault))}${inFile(fault.file)}`
}

function inFile(file: string | undefined): string {
  return file === undefined || file === '' ? '' : ` of ${displayText(cutText(file))}`
}
