import { resolveNamedChain } from '../../shared/analysis/chain/chain.ts'
import { withDataElsewhere } from '../../shared/analysis/chain/data-elsewhere.ts'
import { isHeaderLost, lostChain } from '../../shared/analysis/chain/lost-header.ts'
import { chainClues } from '../../shared/analysis/findings/chain-findings.ts'
import { entryClues } from '../../shared/analysis/findings/entry-findings.ts'
import { absolutePath, isAbsolute } from '../../shared/analysis/places/address.ts'
import { imageContext } from '../../shared/analysis/rows/image-context.ts'
import { type FileStat, type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import { about } from '../../shared/findings/finding.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import type {
  CheckCode,
  CheckState,
  Verdict,
  VerdictContext,
} from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import { isCowscopeReport } from '../../shared/report/is-report.ts'
import { entryOf } from '../../shared/scan/entry.ts'
import type { ScannedEntry } from '../../shared/scan/model.ts'
import { Refusal } from '../failure.ts'
import { createChainHost } from '../files/chain-host.ts'
import { locatedExtents, withExtentFiles } from '../files/extent-files.ts'
import { exportAdvice } from './export-advice.ts'
import { findImage, isOpened } from './image-place.ts'
import type { InspectRequest } from './jobs.ts'

/** Reads one image and follows its chain through what was granted. Throws `TreeError`. */
export function inspectLive(
  request: InspectRequest,
  open: (rootPath: string) => FileTree,
): ImageReport {
  const { askedPath, placeId } = request
  const place = findImage(request, open)
  const { tree, named, path, layout, grants } = place
  const stat = fileStat(tree, path)
  // What stands beside a file that was opened alone was not opened.
  const context = imageContext(tree, path, layout, isOpened(request), request.disk !== undefined)
  const { details, verdict } = readImage(tree, path, stat, context)
  // Extents lie beside the name, and are counted where that lies in what was opened.
  const isBeside = isOpened(request) && !isAbsolute(named)
  const located = locatedExtents(grants)
  const isRaw = grants.raw !== undefined
  const whole = isBeside && !isRaw ? withExtentFiles(details, tree, named, located) : details
  const host = createChainHost(grants)
  const entry = { ...entryOf(path, 'image', stat, details.summary), ...damage(verdict) }
  const lost = lostFormat(context, entry)
  const chain =
    lost === undefined
      ? withDataElsewhere(resolveNamedChain({ named, path }, host), host)
      : lostChain(entry, lost, host)
  const use = { ofNova: false, alone: !isOpened(request) }
  const subject = { kind: 'image', path } as const
  const exported = exportAdvice(request, place, chain)
  const alone = { ofNova: false, nowMs: Date.now(), ...(isRaw && { declared: 'raw' }) }
  return {
    placeId,
    path: askedPath,
    displayPath: absolutePath(tree.rootPath, path),
    stat,
    details: whole,
    verdict,
    chain,
    findings: [...entryClues(entry, alone), ...chainClues(chain, use)].map((one) =>
      about(one, subject),
    ),
    ...(exported !== undefined && { exported }),
  }
}

/** What disk.info has a disk as that has no such header any more: what it stood on is not known. */
function lostFormat(
  { role, declaredFormat }: VerdictContext,
  entry: ScannedEntry,
): string | undefined {
  return role === 'disk' && isHeaderLost(declaredFormat, entry) ? declaredFormat : undefined
}

const DAMAGE: ReadonlySet<CheckCode> = new Set<CheckCode>(['header', 'truncated', 'tables'])

/** What is damaged is a problem, as it is in a scan; what else the verdict finds stands beside it. */
function damage({ checks }: Verdict): Pick<ScannedEntry, 'judged'> {
  const found = checks.filter(({ code, state }) => DAMAGE.has(code) && FOUND.has(state))
  return found.length === 0 ? {} : { judged: { checks: found, refusals: [] } }
}

const FOUND: ReadonlySet<CheckState> = new Set<CheckState>(['fail', 'warning'])

function fileStat(tree: FileTree, path: TreePath): FileStat {
  const stat = tree.lstat(path)
  if (stat.type !== 'file') throw new TreeError('not-a-file', path, 'EINVAL')
  return stat
}

function readImage(
  tree: FileTree,
  path: TreePath,
  { allocated }: FileStat,
  context: VerdictContext,
): Pick<ImageReport, 'details' | 'verdict'> {
  const file = tree.open(path)
  try {
    const details = inspectImage(file)
    if (details.summary.format === 'raw' && isCowscopeReport(file)) {
      throw new Refusal('cowscope-report', 'it is a report of Cowscope, not an image', path)
    }
    const whole = { ...context, allocated, withTables: true } as const
    return { details, verdict: imageVerdict(file, whole, details) }
  } finally {
    file.close()
  }
}
