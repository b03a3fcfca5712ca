import { sentenceOf } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { isExtentAlone, NO_DESCRIPTOR } from '../../../shared/formats/vmdk/extent-alone.ts'
import type { VmdkDetails } from '../../../shared/formats/vmdk/types.ts'
import { english } from '../../../shared/phrases/english.ts'
import { withoutSecrets } from '../../../shared/secrets/without-secrets.ts'
import { formatOffset } from '../../../shared/values/offset.ts'

/**
 * Why qemu does not open an image, as far as its own header tells and those of its extents; undefined for nothing.
 */
export function whyNotOpened({ summary, vmdk }: ImageDetails): string | undefined {
  if (summary.fault !== undefined) return english(sentenceOf(summary.fault))
  if (vmdk === undefined) return undefined
  return isExtentAlone(vmdk) ? `it has ${NO_DESCRIPTOR}` : extentFault(vmdk)
}

/** Of these qemu reads the header; of all others it opens the file alone. */
const WITH_HEADER: readonly string[] = ['SPARSE', 'VMFSSPARSE', 'SESPARSE']

/** The first extent that qemu opens with the image and cannot; one whose name leads elsewhere was not looked for. */
function extentFault({ descriptor, extentFiles = [] }: VmdkDetails): string | undefined {
  const files = new Map(extentFiles.map((file) => [file.name, file]))
  for (const { access, type, name = '' } of descriptor?.extents ?? []) {
    const file = files.get(name)
    if (access !== 'RW' || file === undefined) continue
    if (file.state === 'not-here') {
      return `the extent '${displayText(withoutSecrets(name))}' is not here, or outside of what was opened`
    }
    const isHeadless = file.state === 'here' && file.grainSize === undefined
    if (isHeadless && WITH_HEADER.includes(type)) {
      return `the extent '${displayText(withoutSecrets(name))}' is recorded as ${type} and has no such header`
    }
  }
  return undefined
}

/** Of an image whose file ends inside its snapshot table, which qemu opens; undefined for any other. */
export function lostSnapshots({ summary, faults, qcow2 }: ImageDetails): string | undefined {
  const isCut = faults.some(({ code, what }) => code === 'truncated' && what === 'snapshots')
  if (!isCut || summary.fault !== undefined || qcow2 === undefined) return undefined
  const { nbSnapshots, snapshotsOffset } = qcow2.header
  const known = qcow2.snapshots.length
  return `the file ends inside its snapshot table at offset ${formatOffset(snapshotsOffset)}: ${known} of ${nbSnapshots} snapshots are shown; QEMU reads zeros there and lists the others without id, name and date`
}
