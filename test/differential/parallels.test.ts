import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDiskAt } from '../../electron/files/open-disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { MapEntry } from '../../shared/formats/disk/map.ts'
import {
  type ParallelsCluster,
  type ParallelsFields,
  parallelsImage,
} from '../helpers/bytes/encoders-parallels.ts'
import { commandHere } from '../helpers/command-here.ts'
import { comparable } from '../helpers/images/comparable-map.ts'
import { mapEntries } from '../helpers/images/map-entries.ts'
import { expectSameReads } from '../helpers/images/same-reads.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { convertedDisk } from '../helpers/images/vm-disks.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const random = new SeededRandom(20266)

/** Clusters of the older format are of 63 sectors as its programs made them, or of any number, and lie anywhere. */
const SHAPES: readonly ParallelsFields[] = [
  { magic: 'WithoutFreeSpace', tracks: 63, sectors: 63 * 90 + 17, firstSector: 7 },
  { magic: 'WithoutFreeSpace', tracks: 128, sectors: 128 * 40, firstSector: 3 },
  { magic: 'WithoutFreeSpace', tracks: 2048, sectors: 2048 * 6 + 1, firstSector: 2048 },
  { magic: 'WithouFreSpacExt', tracks: 63, sectors: 63 * 70 + 62, firstSector: 63 },
  { magic: 'WithouFreSpacExt', tracks: 2048, sectors: 2048 * 5, firstSector: 2048 },
]

const cases = SHAPES.map((fields, index) => {
  const path = join(folder, `${index}.hds`)
  writeFileSync(path, parallelsImage(fields, scattered(fields)))
  const { magic, tracks } = fields
  return { title: `${magic} in clusters of ${tracks} sectors`, path, format: 'parallels' as const }
})

/** About half of the disk's clusters, in an order of their own. */
function scattered({ tracks, sectors }: ParallelsFields): readonly ParallelsCluster[] {
  const indices = Array.from({ length: Math.ceil(sectors / tracks) }, (_, index) => index)
  const chosen = indices.filter(() => random.below(2) === 0)
  const order = chosen.map((index) => ({ index, at: random.below(1_000_000) }))
  return order
    .toSorted((one, other) => one.at - other.at)
    .map(({ index }) => [index, new Uint8Array(tracks * 512).fill(1 + (index % 255))])
}

describe('a Parallels disk that qemu-img did not make', () => {
  test.each(cases)('is read as qemu-img converts it: $title', (one) => {
    const expected = convertedDisk(one, join(folder, 'theirs.raw'))
    const { disk, gaps, close } = openDiskAt({ named: one.path, real: one.path })
    expect(gaps).toEqual([])
    const whole = new Uint8Array(disk.size).fill(0xa5)
    disk.read(whole, 0)
    expect(Buffer.compare(whole, expected)).toBe(0)
    expectSameReads(disk, expected)
    close()
  })

  test.each(cases)('has qemu-img’s map: $title', ({ path }) => {
    const theirs = JSON.parse(qemuImg(folder, 'map', '--output=json', path)) as MapEntry[]
    expect(theirs.length).toBeGreaterThan(1)
    const { disk, close } = openDiskAt({ named: path, real: path })
    const faults = new FaultLog()
    const ours = comparable([...mapEntries(disk, { faults })])
    close()
    expect(faults.kept).toEqual([])
    expect(ours).toEqual(comparable(theirs))
  })

  test.each(cases)('is shown, checked and measured as by qemu-img: $title', async ({ path }) => {
    for (const command of [['info'], ['check'], ['measure', '-O', 'raw']]) {
      const args = [...command, '--output=json', path]
      const { status, stdout } = await commandHere(args)
      expect(status).toBe(0)
      expect(JSON.parse(stdout)).toEqual(JSON.parse(qemuImg(folder, ...args)))
    }
  })
})
