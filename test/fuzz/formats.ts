import type { FuzzSeeds } from './fuzz-seeds.ts'
import { isoSeeds } from './seeds-iso.ts'
import { luksSeeds } from './seeds-luks.ts'
import { parallelsSeeds } from './seeds-parallels.ts'
import { partitionSeeds } from './seeds-partition.ts'
import { qcowSeeds } from './seeds-qcow.ts'
import { qcow2Seeds } from './seeds-qcow2.ts'
import { qedSeeds } from './seeds-qed.ts'
import { bochsSeeds, cloopSeeds } from './seeds-qemu-only.ts'
import { rawSeeds } from './seeds-raw.ts'
import { vdiSeeds } from './seeds-vdi.ts'
import { vhdxSeeds } from './seeds-vhdx.ts'
import { vmdkSeeds } from './seeds-vmdk.ts'
import { vpcSeeds } from './seeds-vpc.ts'

/** Every format that there is a reader for, be it of its header alone. */
export const FUZZED_FORMATS: readonly FuzzSeeds[] = [
  qcow2Seeds,
  qcowSeeds,
  vmdkSeeds,
  vdiSeeds,
  vpcSeeds,
  vhdxSeeds,
  qedSeeds,
  parallelsSeeds,
  luksSeeds,
  isoSeeds,
  partitionSeeds,
  bochsSeeds,
  cloopSeeds,
  rawSeeds,
]
