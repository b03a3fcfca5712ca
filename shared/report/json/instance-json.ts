import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import { shownEnd } from '../../analysis/chain/refused-layer.ts'
import type { ChainAt } from '../../analysis/chain/scanned-chains.ts'
import { formatRead } from '../../analysis/disks/disk-cell.ts'
import type { DescentOf } from '../../analysis/rows/descent.ts'
import type { ImagesInside } from '../../analysis/rows/images-inside.ts'
import { virtualSum } from '../../analysis/rows/instance-sums.ts'
import type { DiskCell, InstanceRow } from '../../analysis/rows/rows.ts'
import { isWithoutDomain } from '../../analysis/rows/without-domain.ts'
import {
  ifCounted,
  isFolderAtLeast,
  knownSizes,
  knownSizesOfDisk,
} from '../../analysis/sizes/known-allocated.ts'
import { overcommit } from '../../analysis/sizes/overcommit.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'
import { formatPart, shownFormat } from '../text/format-text.ts'
import { sizesPart } from './accounting-json.ts'
import { allocatedPart } from './allocated-json.ts'
import { descentPart, identityPart } from './identity-json.ts'
import { layersPart } from './layers-json.ts'
import { migrationPart } from './migration-json.ts'
import { novaDiskPart } from './nova-json.ts'
import { imageInsidePart } from './rows-json.ts'
import { unknownOfDisk, unknownOfInstance } from './unknown-json.ts'

/** What is asked of a scan for each row. */
export interface RowAnswers {
  readonly descents: DescentOf
  readonly travelOf: TravelOf
  readonly chainAt: ChainAt
  readonly imagesInside: ImagesInside
}

export function instancePart(
  row: InstanceRow,
  answers: RowAnswers,
): NodeReport['instances'][number] {
  return {
    uuid: row.uuid,
    name: row.name ?? null,
    ...identityPart(row),
    path: row.id,
    linkedFrom: row.linkedAt ?? null,
    kind: row.kind,
    files: row.fileCount,
    incomplete: row.incomplete !== undefined,
    virtualBytes: row.virtual,
    disksOfUnknownSize: virtualSum(row).unknownDisks,
    allocatedBytes: row.allocated,
    allocatedIsAtLeast: isFolderAtLeast(row),
    sizes: sizesPart(knownSizes(row)),
    withoutDomain: isWithoutDomain(row),
    orphan: row.orphan === true,
    mayBeOf: [...(row.otherHosts ?? [])],
    changedAt: isoTime(row.changedMs) ?? null,
    migration: migrationPart(row, answers.travelOf(row)),
    disks: row.disks.map((disk) => diskPart(row, disk, answers)),
    images: answers.imagesInside(row).map((image) => imageInsidePart(image, answers.chainAt)),
    unknown: unknownOfInstance(row),
  }
}

function diskPart(
  row: InstanceRow,
  disk: DiskCell,
  { descents, chainAt }: RowAnswers,
): NodeReport['instances'][number]['disks'][number] {
  const { backing } = disk
  return {
    name: disk.name,
    path: disk.path,
    linkedFrom: disk.linkedAt ?? null,
    role: disk.role,
    ...formatPart(disk),
    declaredFormat: disk.declared ?? null,
    readAs: shownFormat(formatRead(disk)) ?? null,
    virtualBytes: disk.virtual ?? null,
    lengthBytes: disk.length ?? null,
    ...allocatedPart(disk),
    overCommittedBytes: ifCounted([disk], overcommit(disk)) ?? null,
    base: disk.base ?? null,
    chain: shownEnd(disk.chain, disk.refusedIn),
    backing:
      backing === undefined
        ? null
        : {
            recorded: backing.name,
            resolved: backing.path ?? null,
            format: backing.format ?? null,
            state: disk.refusedIn === 'own' ? disk.chain : shownEnd(disk.chain, disk.refusedIn),
          },
    sizes: sizesPart(knownSizesOfDisk(disk)),
    nova: novaDiskPart(disk),
    layers: layersPart(chainAt(disk.linkedAt ?? disk.path)),
    descent: descentPart(descents(row, disk)),
    unknown: unknownOfDisk(row, disk),
  }
}
