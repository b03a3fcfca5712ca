import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import { formatsAgree } from '../../formats/formats-agree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { type DomainDisk, driverFormat } from '../../nova/domain-disks.ts'
import { isLive } from '../../nova/names.ts'
import { domainDisk } from '../chain/domain-format.ts'
import { isHeaderLost } from '../chain/lost-header.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { declaredClue, lostClue } from './declared-findings.ts'
import { diskSubject } from './disk-subject.ts'

/**
 * What an instance's disk is by its header, against what the whole node declares it to be. `imageOf` gives
 * all of the header.
 */
export function pushFormat(
  found: Finding[],
  row: InstanceRow,
  cell: DiskCell,
  domain: DomainFacts | undefined,
  imageOf: () => ImageSummary | undefined,
): void {
  pushUndeclared(found, row, cell)
  const disk = domainDisk(domain, row.linkedAt ?? row.id, cell.name)
  if (domain === undefined || disk === undefined || !isLive(row) || row.orphan === true) return
  pushDomain(found, row, cell, { disk, domain, imageOf })
}

/** What Nova never makes a disk of; those of ploop, in Parallels' format, are declared by their folder. */
const FOREIGN: ReadonlySet<string> = new Set([
  'qcow',
  'vmdk',
  'vdi',
  'vpc',
  'vhdx',
  'qed',
  'parallels',
  'bochs',
  'cloop',
])

/** Raw data that its guest began with such a header looks the same to whoever guesses the format. */
function pushUndeclared(found: Finding[], row: InstanceRow, disk: DiskCell): void {
  const { format = 'raw', probedAs, declared, ploopLength } = disk
  const detected = probedAs ?? format
  if (declared !== undefined || ploopLength !== undefined || !FOREIGN.has(detected)) return
  const evidence = { case: 'undeclared', detected }
  found.push(finding('format-mismatch', diskSubject(row, disk.path), evidence))
}

interface Declared {
  readonly disk: DomainDisk
  readonly domain: DomainFacts
  readonly imageOf: () => ImageSummary | undefined
}

/** Domain XML against the header. */
function pushDomain(
  found: Finding[],
  row: InstanceRow,
  cell: DiskCell,
  { disk, domain, imageOf }: Declared,
): void {
  const declared = driverFormat(disk)
  const { format, probedAs } = cell
  if (declared === undefined || format === undefined) return
  const image = { format, ...(probedAs !== undefined && { probedAs }) }
  if (formatsAgree(declared, image)) {
    pushOpened(found, row, cell, domain, declared)
    return
  }
  const told = row.findings.some(
    ({ code, subject, evidence }) =>
      subject.path === cell.path &&
      (declaredCodes.has(code) || (code === 'truncated' && evidence['case'] === 'empty')),
  )
  if (told) return
  const by = disk.format === undefined ? 'domain-default' : 'domain'
  const isLost =
    cell.chain === 'unreadable' && isHeaderLost(declared, { image, length: cell.length ?? 0 })
  const { code, severity, evidence } = isLost
    ? lostClue('domain', declared, image)
    : declaredClue(by, declared, imageOf() ?? image)
  found.push(
    finding(code, diskSubject(row, cell.path), { ...evidence, xml: domain.path }, severity),
  )
}

/** disk.info calls the header forged, and the domain has its format: QEMU follows the names in it. */
function pushOpened(
  found: Finding[],
  row: InstanceRow,
  cell: DiskCell,
  { path: xml }: DomainFacts,
  declared: string,
): void {
  const isForged = row.findings.some(({ code, subject, evidence }) => {
    const isTold = code === 'forged-header' && evidence['case'] === 'disk.info'
    return isTold && subject.path === cell.path
  })
  if (!isForged) return
  const evidence = { case: 'contradicted', declared, xml }
  found.push(finding('format-mismatch', diskSubject(row, cell.path), evidence, 'high'))
}

/** They tell it already; an empty file is of no format. */
const declaredCodes: ReadonlySet<string> = new Set(['forged-header', 'format-mismatch'])
