import { sentenceOf } from '../../bytes/errors.ts'
import { displayText } from '../../bytes/text.ts'
import type { GuestContent, Volume, VolumeType } from '../../formats/content/types.ts'
import type { ImageDetails } from '../../formats/details.ts'
import type { IsoDetails } from '../../formats/iso/types.ts'
import type { Partition, PartitionTable } from '../../formats/partition/types.ts'
import { english } from '../../phrases/english.ts'
import { formatSize } from '../size.ts'

/** Lines of one list: a hostile table has very many. */
const MOST_LINES = 200

/** What raw data holds, for people: its partitions, its volume, or what it looks like. */
export function contentText({ partitions, iso, content }: ImageDetails): string {
  const lines = [
    ...(partitions === undefined ? [] : tableLines(partitions)),
    ...(iso === undefined ? [] : isoLines(iso)),
    ...(content === undefined ? [] : [`content: ${contentLine(content)}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function tableLines(table: PartitionTable): readonly string[] {
  const { scheme, diskId, sectorSize, partitions, faults } = table
  const shown = partitions.slice(0, MOST_LINES).map(partitionLine)
  const hidden = partitions.length - shown.length
  return [
    `partition table: ${scheme} ${diskId}, sectors of ${sectorSize} bytes`,
    ...shown,
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    ...faults.slice(0, MOST_LINES).map((fault) => `  warning: ${english(sentenceOf(fault))}`),
  ]
}

function partitionLine(partition: Partition): string {
  const { number, start, size, type, typeName, bootable, label } = partition
  const parts = [
    start === undefined || size === undefined
      ? `  ${number}: its place is not known`
      : `  ${number}: ${start}+${size} (${formatSize(size)})`,
    typeName === undefined ? type : `${typeName} (${type})`,
    ...(label === undefined || label === '' ? [] : [`"${displayText(label)}"`]),
    ...(bootable ? ['bootable'] : []),
  ]
  return parts.join(', ')
}

function isoLines({ volume, joliet, rockRidge, boot, udf }: IsoDetails): readonly string[] {
  const features = [
    ...(joliet === undefined ? [] : [`Joliet level ${joliet.level}`]),
    ...(rockRidge ? ['Rock Ridge'] : []),
    ...(boot.length === 0
      ? []
      : [`El Torito (${boot.map(({ platform }) => platform).join(', ')})`]),
  ]
  const names = volume === undefined ? [] : [`"${displayText(volume.volumeId)}"`]
  const udfName = udf?.volumeId === undefined ? '' : ` "${displayText(udf.volumeId)}"`
  return [
    ...(volume === undefined ? [] : [`volume: ISO 9660 ${[...names, ...features].join(', ')}`]),
    ...(volume === undefined
      ? []
      : [
          `  ${volume.size} bytes, system ${quoted(volume.systemId)}, by ${quoted(volume.applicationId)}`,
        ]),
    ...(udf === undefined ? [] : [`volume: UDF ${udf.standard}${udfName}`]),
  ]
}

function quoted(text: string): string {
  return `"${displayText(text)}"`
}

function volumeLine({ type, label, size }: Volume): string {
  const parts = [
    volumeName(type),
    ...(label === undefined ? [] : [`"${displayText(label)}"`]),
    ...(size === undefined ? [] : [`${size} bytes (${formatSize(size)})`]),
  ]
  return parts.join(', ')
}

function volumeName(type: VolumeType): string {
  switch (type) {
    case 'swap':
      return 'swap area'
    case 'LVM2_member':
      return 'physical volume of LVM2'
    case 'linux_raid_member':
      return 'member of a software RAID (md)'
    default:
      return `${type} file system`
  }
}

function contentLine(content: GuestContent): string {
  switch (content.kind) {
    case 'linux-kernel': {
      const { architecture, bootProtocol, version } = content
      const protocol = bootProtocol === undefined ? '' : `, boot protocol ${bootProtocol}`
      const name = version === undefined ? '' : ` ${displayText(version)}`
      return `Linux kernel for ${architecture}${protocol}${name}`
    }
    case 'volume':
      return volumeLine(content)
    case 'elf':
      return `program, ELF of ${content.bits} bits`
    case 'cpio':
      return 'cpio archive, as an initramfs is'
    case 'packed':
      return `packed by ${content.packing}, as an initramfs may be`
  }
}
