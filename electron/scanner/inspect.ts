import { resolveNamedChain } from '../../shared/analysis/chain/chain.ts'
import type { Chain } from '../../shared/analysis/chain/chain-model.ts'
import { withDataElsewhere } from '../../shared/analysis/chain/data-elsewhere.ts'
import { isHeaderLost, lostChain } from '../../shared/analysis/chain/lost-header.ts'
import { chainClues } from '../../shared/analysis/findings/chain-findings.ts'
import { entryClues, hasGuestData } from '../../shared/analysis/findings/entry-findings.ts'
import { absolutePath, isAbsolute } from '../../shared/analysis/places/address.ts'
import { imageContext } from '../../shared/analysis/rows/image-context.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { baseNameOf } from '../../shared/files/paths.ts'
import { type FileStat, type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import { about } from '../../shared/findings/finding.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import type {
  CheckCode,
  CheckState,
  Verdict,
  VerdictContext,
} from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import { instanceFileRole } from '../../shared/nova/names.ts'
import { isCowscopeReport } from '../../shared/report/is-report.ts'
import { countWithoutBlocks } from '../../shared/scan/allocated-from.ts'
import { entryOf } from '../../shared/scan/entry.ts'
import type { ScannedEntry } from '../../shared/scan/model.ts'
import { detailsWithoutSecrets } from '../../shared/secrets/details-without-secrets.ts'
import { verdictWithoutSecrets } from '../../shared/secrets/verdict-without-secrets.ts'
import { Refusal } from '../failure.ts'
import { createChainHost } from '../files/chain-host.ts'
import { locatedExtents, withExtentFiles } from '../files/extent-files.ts'
import { recordedExtents } from '../files/recorded-extents.ts'
import { exportAdvice } from './export-advice.ts'
import { findImage, type ImagePlace, isOpened } from './image-place.ts'
import type { InspectRequest } from './jobs.ts'

/** Reads one image and follows its chain through what was granted. Throws `TreeError`. */
export function inspectLive(
  request: InspectRequest,
  open: (rootPath: string) => FileTree,
): ImageReport {
  const place = findImage(request, open)
  const { tree, path, layout, grants } = place
  const isAlone = !isOpened(request)
  const stat = fileStat(tree, path)
  // What stands beside a file that was opened alone was not opened.
  const known = { neighbours: !isAlone, isDisk: request.disk !== undefined }
  const context = imageContext(tree, path, layout, known)
  const { details, verdict } = readImage(tree, path, stat, context)
  const entry = { ...entryOf(path, 'image', stat, details.summary), ...damage(verdict) }
  countWithoutBlocks(
    tree,
    entry,
    ifSeen(() => tree.statfs(path)),
  )
  const chain = chainOf(place, entry, lostFormat(context, entry))
  const declared = grants.raw === undefined ? {} : { declared: 'raw' }
  const ofInstance = context.role === 'disk' && hasGuestData(instanceFileRole(baseNameOf(path)))
  const clues = [
    ...entryClues(entry, { ofNova: false, nowMs: Date.now(), ofInstance, ...declared }),
    ...chainClues(chain, { ofNova: false, alone: isAlone }),
  ]
  const exported = exportAdvice(request, place, chain, details)
  return {
    placeId: request.placeId,
    path: request.askedPath,
    displayPath: absolutePath(tree.rootPath, path),
    stat,
    details: detailsWithoutSecrets(withExtents(place, details, isAlone)),
    verdict,
    chain,
    findings: clues.map((clue) => about(clue, { kind: 'image', path })),
    ...(request.located.size > 0 && { located: request.located }),
    ...(exported !== undefined && { exported }),
  }
}

/** Extents lie beside the name, and are counted where that lies in what was opened. */
function withExtents(
  { tree, named, grants }: ImagePlace,
  details: ImageDetails,
  isAlone: boolean,
): ImageDetails {
  if (isAlone || isAbsolute(named) || grants.raw !== undefined) return details
  return withExtentFiles(details, tree, named, locatedExtents(grants))
}

/** `lost` is the format that an image had whose header is no longer there. */
function chainOf(
  { named, path, grants }: ImagePlace,
  entry: ScannedEntry,
  lost: string | undefined,
): Chain {
  const host = createChainHost({ ...grants, counted: true })
  if (lost !== undefined) return lostChain(entry, lost, host)
  return withDataElsewhere(resolveNamedChain({ named, path }, host), host, recordedExtents(grants))
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
    return { details, verdict: verdictWithoutSecrets(imageVerdict(file, whole, details)) }
  } finally {
    file.close()
  }
}
