import { spawnSync } from 'node:child_process'
import { truncateSync, writeFileSync } from 'node:fs'

/** A partition as `sfdisk --json` has it. Sectors. */
export interface SfdiskPartition {
  readonly node: string
  readonly start: number
  readonly size: number
  readonly type: string
  readonly uuid?: string
  readonly name?: string
  readonly attrs?: string
  readonly bootable?: boolean
}

export interface SfdiskTable {
  readonly label: string
  readonly id: string
  readonly sectorsize: number
  readonly partitions?: readonly SfdiskPartition[]
}

/** Runs a program of util-linux or gdisk, which must succeed. A machine without it fails the test. */
export function partitionTool(name: string, args: readonly string[], input = ''): string {
  const path = `/usr/sbin:/sbin:${process.env['PATH'] ?? ''}`
  const env = { ...process.env, PATH: path, LC_ALL: 'C.UTF-8' }
  const { status, stdout, stderr, error } = spawnSync(name, args, { input, encoding: 'utf8', env })
  if (error !== undefined)
    throw new Error(`${name} cannot be run: install fdisk and gdisk`, { cause: error })
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** A disk of `size` bytes without holes or data, with the table that the script describes. */
export function makeDisk(path: string, size: number, script: string): void {
  writeFileSync(path, '')
  truncateSync(path, size)
  partitionTool('sfdisk', ['--quiet', path], script)
}

export function sfdiskTable(path: string): SfdiskTable {
  const parsed = JSON.parse(partitionTool('sfdisk', ['--json', path])) as {
    readonly partitiontable: SfdiskTable
  }
  return parsed.partitiontable
}
