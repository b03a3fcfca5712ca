import { absolutePath } from '../../shared/analysis/places/address.ts'
import { FormatError } from '../../shared/bytes/errors.ts'
import type { FileTree, OpenFile } from '../../shared/files/tree.ts'
import type { ImageCheck } from '../../shared/formats/check/types.ts'
import { findChecker } from '../../shared/formats/check-image.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { snapshotSpaceWalk } from '../../shared/formats/qcow2/snapshot-space.ts'
import type { Walk } from '../../shared/formats/walk.ts'
import type { CheckReport } from '../../shared/ipc/tasks.ts'
import { fileStamp } from '../files/file-stamp.ts'
import { checkContext } from '../files/granted-file.ts'
import { openForWriting } from '../files/open-for-writing.ts'
import { mapDisk } from './image-map.ts'
import { findImage, type ImagePlace } from './image-place.ts'
import type { Job, JobAnswer } from './jobs.ts'
import { measureDisk } from './measure-disk.ts'
import type { WorkSteps } from './work-steps.ts'

/** Findings, and structures beyond the end, that the window is sent; the rest is counted. */
const LISTED = 500

type WorkJob = Extract<Job, { readonly kind: 'work' }>

/** Does one piece of work on an image. An image that does not allow it is an answer too. */
export function workOnImage(
  job: WorkJob,
  open: (rootPath: string) => FileTree,
  steps: WorkSteps,
): JobAnswer {
  const place = findImage(job.request, open)
  try {
    return answer(job, place, steps) ?? { kind: 'cancelled' }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { kind: 'worked', result: { kind: 'refused', fault: error.fault } }
  }
}

function answer({ work }: WorkJob, place: ImagePlace, steps: WorkSteps): JobAnswer | undefined {
  switch (work) {
    case 'check':
      return withFile(place, (file) => checkFile(file, place, steps))
    case 'snapshot-space':
      return withFile(place, (file) => spaceOf(file, steps))
    case 'measure': {
      const measure = measureDisk(place, steps)
      return measure && { kind: 'worked', result: { kind: 'measure', measure } }
    }
    case 'map':
    case 'zeros': {
      const map = mapDisk(place, work === 'zeros', steps)
      return map && { kind: 'mapped', map }
    }
  }
}

function withFile<T>({ tree, path }: ImagePlace, use: (file: OpenFile) => T): T {
  const file = tree.open(path)
  try {
    return use(file)
  } finally {
    file.close()
  }
}

function checkFile(file: OpenFile, place: ImagePlace, steps: WorkSteps): JobAnswer | undefined {
  const { tree, path, named, grants } = place
  const { format = 'raw', checker } = findChecker(file)
  if (checker === undefined) return { kind: 'worked', result: { kind: 'unsupported', format } }
  const before = fileStamp(tree, path)
  const check = runSteps(checker(file, checkContext(named, grants)), steps)
  if (check === undefined) return undefined
  const changed = check.changed || fileStamp(tree, path) !== before
  const report = reportOf(probeImage(file).format, { ...check, changed })
  const isHeld = openForWriting([absolutePath(tree.rootPath, path)]) !== undefined
  return {
    kind: 'worked',
    result: { kind: 'check', report: isHeld ? { ...report, isHeld } : report },
  }
}

function reportOf(format: string, check: ImageCheck): CheckReport {
  const findings = check.findings.slice(0, LISTED)
  const beyondEnd = check.beyondEnd.slice(0, LISTED)
  const listed = findings.reduce((sum, { times }) => sum + times, 0)
  return {
    format,
    check: { ...check, findings, beyondEnd },
    moreFindings: check.checkErrors + check.corruptions + check.leaks + notesOf(check) - listed,
    moreBeyondEnd: check.beyondEndCount - beyondEnd.length,
  }
}

function notesOf(check: ImageCheck & { readonly notes?: number }): number {
  return check.notes ?? 0
}

function spaceOf(file: OpenFile, steps: WorkSteps): JobAnswer | undefined {
  const { format = 'raw' } = findChecker(file)
  if (format !== 'qcow2') return { kind: 'worked', result: { kind: 'unsupported', format } }
  const space = runSteps(snapshotSpaceWalk(file), steps)
  return space && { kind: 'worked', result: { kind: 'snapshot-space', space } }
}

/** The result of a walk; undefined when it was given up. */
function runSteps<Result>(walk: Walk<Result>, steps: WorkSteps): Result | undefined {
  for (;;) {
    const { done, value } = walk.next()
    if (done === true) return value
    if (!steps.goOn(value.done, value.total)) return undefined
  }
}
