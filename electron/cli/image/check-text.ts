import type { Fault } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { CheckFinding, ImageCheck } from '../../../shared/formats/check/types.ts'
import { formatF2 } from '../../../shared/report/qemu/qemu-size.ts'
import { formatOffset } from '../../../shared/values/offset.ts'

/** `qemu-img check --output=json`: counts that are 0 are left out, but for the errors. */
export interface QemuCheck {
  readonly filename: string
  readonly format: string
  readonly 'check-errors': number
  readonly 'image-end-offset'?: number
  readonly 'total-clusters'?: number
  readonly 'allocated-clusters'?: number
  readonly 'fragmented-clusters'?: number
  readonly 'compressed-clusters'?: number
  readonly corruptions?: number
  readonly leaks?: number
  /** Not qemu's: structures that end after the file does. */
  readonly 'structures-beyond-end'?: number
}

export function qemuCheck(filename: string, format: string, check: ImageCheck): QemuCheck {
  return {
    filename,
    format,
    'check-errors': check.checkErrors,
    ...present('image-end-offset', check.imageEndOffset),
    ...present('total-clusters', check.totalClusters),
    ...present('allocated-clusters', check.allocatedClusters),
    ...present('fragmented-clusters', check.fragmentedClusters),
    ...present('compressed-clusters', check.compressedClusters),
    ...present('corruptions', check.corruptions),
    ...present('leaks', check.leaks),
    ...present('structures-beyond-end', check.beyondEndCount),
  }
}

function present(key: keyof QemuCheck, value: number): Partial<QemuCheck> {
  return value === 0 ? {} : { [key]: value }
}

/** The human form of `qemu-img check`. */
export function checkText(check: ImageCheck): string {
  return `${verdict(check)}${clusterLine(check)}${endLine(check)}`
}

function verdict({ corruptions, leaks, checkErrors, beyondEndCount }: ImageCheck): string {
  const parts = [
    corruptions > 0 &&
      `\n${corruptions} errors were found on the image.\n` +
        'Data may be corrupted, or further writes to the image may corrupt it.\n',
    leaks > 0 &&
      `\n${leaks} leaked clusters were found on the image.\n` +
        'This means waste of disk space, but no harm to data.\n',
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

/** One sentence a finding, worst kind first, how many there are more, and last what caused them. */
export function checkComplaints(check: ImageCheck): readonly string[] {
  const findings = check.findings.slice(0, SHOWN)
  const beyondEnd = check.beyondEnd.slice(0, SHOWN)
  const sentences = [...findings.map(findingText), ...beyondEnd.map(cutText)]
  const counted = findings.filter(({ kind }) => kind !== 'note')
  const shown = counted.reduce((sum, { times }) => sum + times, beyondEnd.length)
  const all = check.corruptions + check.checkErrors + check.leaks + check.beyondEndCount
  const more = all > shown ? [`and ${all - shown} more`] : []
  return [...sentences, ...more, ...(check.beyondEndCount > 0 ? [CUT] : [])]
}

/** qemu's sentence, and where it is; a refcount's own says it already. */
function findingText({ kind, what, offset, file, message }: CheckFinding): string {
  const text = kind === 'corruption' ? `ERROR ${message}` : message
  return what === 'refcount'
    ? text
    : `${text} (${what} at offset ${formatOffset(offset)}${inFile(file)})`
}

function cutText({ message, file }: Fault): string {
  return `${message}${inFile(file)}`
}

function inFile(file: string | undefined): string {
  return file === undefined ? '' : ` of ${displayText(file)}`
}
