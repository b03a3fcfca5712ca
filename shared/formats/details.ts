import type { Fault } from '../bytes/errors.ts'
import type { GuestContent } from './content/types.ts'
import type { IsoDetails } from './iso/types.ts'
import type { Luks2Header, LuksHeader } from './luks/types.ts'
import type { ParallelsDetails } from './parallels/types.ts'
import type { PartitionTable } from './partition/types.ts'
import type { QcowDetails } from './qcow/types.ts'
import type { Qcow2Details } from './qcow2/types.ts'
import type { QedDetails } from './qed/types.ts'
import type { ImageSummary } from './types.ts'
import type { VdiDetails } from './vdi/types.ts'
import type { VhdxDetails } from './vhdx/types.ts'
import type { VmdkDetails } from './vmdk/types.ts'
import type { VpcDetails } from './vpc/types.ts'

export type { Qcow2Details } from './qcow2/types.ts'

/** Everything that the header structures of one image say; read when it is asked for. */
export interface ImageDetails {
  /** Its `fault` is the reason for which qemu refuses the image. */
  readonly summary: ImageSummary
  readonly qcow2?: Qcow2Details
  /** The header of a LUKS volume; the one inside qcow2 is in `qcow2`. */
  readonly luks?: LuksHeader
  /** The header of a LUKS volume of version 2. */
  readonly luks2?: Luks2Header
  readonly vmdk?: VmdkDetails
  readonly vdi?: VdiDetails
  readonly vpc?: VpcDetails
  readonly qed?: QedDetails
  /** Version 1 of qcow. */
  readonly qcow?: QcowDetails
  readonly parallels?: ParallelsDetails
  readonly vhdx?: VhdxDetails
  /** Of raw data, and of a fixed VHD: whatever of it is the guest's disk. */
  readonly partitions?: PartitionTable
  readonly iso?: IsoDetails
  /** What raw data looks like that is no disk: a kernel, an initramfs. */
  readonly content?: GuestContent
  /** Faults that do not stop the reading, each named. */
  readonly faults: readonly Fault[]
}
