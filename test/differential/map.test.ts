import { describe, expect, test } from 'vitest'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { MapEntry } from '../../shared/formats/disk/map.ts'
import { type ChainCase, makeMatrix } from '../helpers/images/chain-matrix.ts'
import { type ComparableEntry, comparable } from '../helpers/images/comparable-map.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { mapEntries } from '../helpers/images/map-entries.ts'
import { openFiles } from '../helpers/images/open-files.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const matrix = makeMatrix(folder, 20261)

function ours({ files }: ChainCase): { entries: readonly ComparableEntry[]; faults: FaultLog } {
  const { disk, close } = openFiles(files)
  const faults = new FaultLog()
  const entries = [...mapEntries(disk, { faults })]
  close()
  return { entries: comparable(entries), faults }
}

function theirs({ files }: ChainCase, ...options: readonly string[]): readonly ComparableEntry[] {
  const [active] = files
  if (active === undefined) throw new Error('no file')
  const args = ['map', '--output=json', ...options, '-f', active.format ?? 'qcow2', active.path]
  return comparable(JSON.parse(qemuImg(...args)) as MapEntry[])
}

describe('the map of a disk is qemu-img’s', () => {
  test.each(matrix)('$title', (chain) => {
    const { entries, faults } = ours(chain)
    expect(entries).toEqual(theirs(chain))
    expect(faults.kept).toEqual([])
  })

  test.each(matrix)('$title, from an unaligned offset on', (chain) => {
    const { disk, close } = openFiles(chain.files)
    const start = Math.floor(disk.size / 3 / 512) * 512 + 512
    const length = Math.floor(disk.size / 2 / 512) * 512
    const entries = comparable([...mapEntries(disk, { start, length })])
    close()
    const options = [`--start-offset=${start}`, `--max-length=${length}`]
    expect(entries).toEqual(theirs(chain, ...options))
  })
})
