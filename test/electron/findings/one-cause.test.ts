import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { readHead } from '../../helpers/images/qcow2-head.ts'
import { inEnglish } from '../../helpers/in-english.ts'
import {
  BASE,
  DISK,
  FOLDER,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
} from '../../helpers/trees/small-node.ts'
import { lines, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

const UPLOAD = `${STORE}/${OTHER_IMAGE}`

/** An MBR whose first entry has a boot flag that there is not. */
const ODD_ENTRY = [0x42, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]

function withSignature(spoiled: SmallNode, path: string): void {
  spoiled.patch(path, 510, 0x55, 0xaa)
}

describe('one cause is one alarm, and what OpenStack makes of it is worth knowing', () => {
  test.each<[string, string, (spoiled: SmallNode) => void]>([
    [
      'a table of partitions over the head of a qcow2',
      'high multiple-formats',
      (spoiled) => {
        spoiled.make('qcow2', UPLOAD, '8M')
        withSignature(spoiled, UPLOAD)
        spoiled.patch(UPLOAD, 446, ...ODD_ENTRY)
      },
    ],
    [
      'a version of LUKS that only cryptsetup knows',
      'warning luks-version',
      (spoiled) => {
        const header = Buffer.alloc(1 << 20)
        header.set([0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe, 0, 2])
        spoiled.write(UPLOAD, header)
      },
    ],
    [
      'a VMDK whose descriptor is elsewhere',
      'high vmdk-descriptor',
      (spoiled) => {
        spoiled.make('vmdk', UPLOAD, '8M')
        spoiled.patch(UPLOAD, 28, 2)
      },
    ],
    ['QED', 'warning banned-format', (spoiled) => spoiled.make('qed', UPLOAD, '8M')],
    [
      'a data file',
      'high external-data-file',
      (spoiled) => spoiled.make('qcow2', UPLOAD, '8M', '-o', 'data_file=d.raw'),
    ],
    [
      'a partition that programs see differently',
      'warning partition-table',
      (spoiled) => {
        spoiled.make('raw', UPLOAD, '8M')
        withSignature(spoiled, UPLOAD)
        spoiled.patch(UPLOAD, 446, ...ODD_ENTRY)
      },
    ],
  ])('%s', (_, expected, make) => {
    const spoiled = node()
    make(spoiled)
    const ofUpload = lines(spoiled).filter((line) => line.endsWith(UPLOAD))
    expect(ofUpload).toEqual([`${expected} ${UPLOAD}`, `info openstack-refuses ${UPLOAD}`])
  })

  test('what nothing else tells of is a warning', () => {
    const spoiled = node()
    spoiled.make('qcow2', UPLOAD, '8M', '-o', 'extended_l2=on')
    expect(only(spoiled)).toMatchObject({ code: 'openstack-refuses', severity: 'warning' })
  })
})

describe('a finding says where in the file it stands', () => {
  test.each([
    ['qcow2', 0, '514649fb'],
    ['vdi', 64, '7f10dabe'],
  ])('a header of %s in a raw disk', (format, offset, magic) => {
    const spoiled = node()
    spoiled.make(format, DISK, '16M')
    spoiled.diskInfo({ disk: 'raw' })
    spoiled.domain({ disk: 'raw' })
    expect(only(spoiled)).toMatchObject({ code: 'forged-header', evidence: { offset } })
    const head = readHead(spoiled.path(DISK))
    expect(head.subarray(offset, offset + 4).toString('hex')).toBe(magic)
  })

  test('the bit by which a disk has its data elsewhere', () => {
    const spoiled = node()
    spoiled.make('qcow2', DISK, '16M', '-o', 'data_file=d.raw')
    const [found] = viewOf(spoiled).findings
    expect(inEnglish(found)).toMatchObject({
      code: 'external-data-file',
      evidence: { case: 'data-file/beside', name: 'd.raw', offset: 72, found: '0x4' },
    })
    expect(readHead(spoiled.path(DISK)).readBigUInt64BE(72)).toBe(4n)
  })

  test('the sector of a descriptor, and not the place where that is written', () => {
    const spoiled = node()
    spoiled.make('vmdk', UPLOAD, '8M')
    spoiled.patch(UPLOAD, 28, 2)
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'vmdk-descriptor')
    expect(found?.evidence).toMatchObject({ offset: 28, found: 2 })
    expect(found && findingText(found)).toMatch(/ but in sector 2\.$/)
    expect(found && findingText(found, 'zh-CN')).toContain('第 2 扇区')
  })

  test('how many times as large an image is, as people write such a number', () => {
    const spoiled = node()
    spoiled.make('qcow2', UPLOAD, '8T')
    expect(findingText(only(spoiled))).toMatch(/ \d{1,3}(,\d{3})+ times as much/)
  })
})

describe('snapshots that lie over one another in an instance’s folder', () => {
  /** Four layers, of which the domain has the last as its disk, or the name alone tells that it is one. */
  function withSnapshots(spoiled: SmallNode, last: 'disk' | 'snap3', size = '16M'): SmallNode {
    const names = ['snap1', 'snap2', last]
    let [below, format] = [`/${BASE}`, 'raw']
    for (const name of names) {
      const path = `${FOLDER}/${name}`
      rmSync(spoiled.path(path), { force: true })
      spoiled.make('qcow2', path, size, '-u', '-F', format, '-b', below)
      ;[below, format] = [`/${path}`, 'qcow2']
    }
    if (last !== 'disk') spoiled.domain({ [last]: 'qcow2' })
    return spoiled
  }

  test.each(['disk', 'snap3'] as const)('are many with the disk on them alone (%s)', (last) => {
    expect(lines(withSnapshots(node(), last))).toEqual([`info chain-too-deep ${FOLDER}/${last}`])
  })

  test.each(['disk', 'snap3'] as const)('lack a base with the disk on them alone (%s)', (last) => {
    const spoiled = withSnapshots(node(), last)
    if (last === 'snap3') rmSync(spoiled.path(DISK))
    rmSync(spoiled.path(BASE))
    expect(lines(spoiled)).toEqual([`high missing-backing-file ${FOLDER}/${last}`])
  })

  test('are too small for the base with the one that stands on it', () => {
    const spoiled = withSnapshots(node(), 'disk', '4M')
    spoiled.overlay(`/${FOLDER}/snap2`, 'qcow2')
    expect(lines(spoiled)).toEqual([
      `warning overlay-smaller-than-base ${FOLDER}/snap1`,
      `info chain-too-deep ${DISK}`,
    ])
  })
})

test('a disk that was just made takes next to nothing of what its flavor gives it', () => {
  const spoiled = node()
  spoiled.make('qcow2', `${FOLDER}/disk.eph0`, '4T')
  const roomy = { total: 2 ** 50, free: 2 ** 50, available: 2 ** 50 }
  expect(viewOf(spoiled, roomy).findings).toEqual([])
})
