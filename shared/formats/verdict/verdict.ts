import type { ByteSource } from '../../bytes/source.ts'
import type { ImageDetails } from '../details.ts'
import { backingFormat } from './backing-format-check.ts'
import * as content from './content-checks.ts'
import * as damage from './damage-checks.ts'
import { dataFile } from './data-file-check.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { fileName } from './file-name-check.ts'
import * as format from './format-checks.ts'
import { luksIterations } from './luks-check.ts'
import { openStackOutcome } from './openstack/outcome.ts'
import { partitionCheck } from './partition-check.ts'
import * as reference from './reference-checks.ts'
import {
  CHECK_CODES,
  type Check,
  type CheckCode,
  type Finding,
  type Verdict,
  type VerdictContext,
} from './types.ts'
import * as vmdk from './vmdk-checks.ts'

const CHECKS: Readonly<Record<CheckCode, (facts: Facts) => Finding>> = {
  'multiple-formats': format.multipleFormats,
  'declared-format': format.declaredFormat,
  'forged-header': format.forgedHeader,
  'file-name': fileName,
  'banned-format': format.bannedFormat,
  header: damage.header,
  truncated: damage.truncated,
  tables: damage.tables,
  'backing-file': reference.backingFile,
  'backing-name': reference.backingName,
  'backing-format': backingFormat,
  'data-file': dataFile,
  'unknown-features': content.unknownFeatures,
  dirty: content.dirty,
  corrupt: content.corrupt,
  encryption: content.encryption,
  'internal-snapshots': content.internalSnapshots,
  'in-use-bitmaps': content.inUseBitmaps,
  'virtual-size': content.virtualSize,
  'vmdk-create-type': vmdk.vmdkCreateType,
  'vmdk-descriptor': vmdk.vmdkDescriptor,
  'vmdk-extents': vmdk.vmdkExtents,
  'vmdk-footer': vmdk.vmdkFooter,
  'partition-table': partitionCheck,
  'luks-version': content.luksVersion,
  'luks-iterations': luksIterations,
  'iso-volume': content.isoVolume,
}

/**
 * Whether a file can be handed to qemu and OpenStack: every hazard that its own bytes show, and,
 * apart from that, whether OpenStack takes it (spec 3 and 5). Reads headers and, for a VMDK, a
 * megabyte at most; tables, up to `MAX_TABLE_BYTES`, where the context asks for them. `details` are
 * the image's own, where they were read already. Never throws for what the file holds, only what the
 * source throws.
 */
export function imageVerdict(
  source: ByteSource,
  context: VerdictContext = {},
  details?: ImageDetails,
): Verdict {
  const facts = gatherFacts(source, context, details)
  const checks = CHECK_CODES.map((code) => checkOf(code, CHECKS[code](facts)))
  return {
    role: facts.role,
    detection: facts.detection,
    state: stateOf(checks),
    checks,
    openstack: openStackOutcome(facts),
  }
}

function checkOf(code: CheckCode, { state, params = {}, evidence }: Finding): Check {
  return { code, state, params, ...(evidence !== undefined && { evidence }) }
}

function stateOf(checks: readonly Check[]): Verdict['state'] {
  if (checks.some(({ state }) => state === 'fail')) return 'unsafe'
  return checks.some(({ state }) => state === 'warning') ? 'warning' : 'safe'
}
