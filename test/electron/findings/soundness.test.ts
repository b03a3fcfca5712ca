import { describe, expect, test } from 'vitest'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import {
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../../helpers/images/encrypted-images.ts'
import { qcow2Extension, readHead } from '../../helpers/images/qcow2-head.ts'
import { inEnglish } from '../../helpers/in-english.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import { DISK, FOLDER, INSTANCES, OTHER_IMAGE, STORE } from '../../helpers/trees/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

describe('a disk that is not sound', () => {
  test('cut: its tables are beyond the end of the file', () => {
    const spoiled = node()
    spoiled.truncate(DISK, 65536)
    expect(only(spoiled)).toMatchObject({ code: 'truncated', severity: 'high' })
  })

  test('cut inside its header: no data are left, which is worse than zeros in places', () => {
    const spoiled = node()
    spoiled.truncate(DISK, 50)
    expect(only(spoiled)).toMatchObject({
      code: 'truncated',
      severity: 'high',
      evidence: { case: 'truncated/header' },
    })
    expect(findingText(only(spoiled))).toContain('no data of the disk is left')
  })

  test.each(['qcow2', 'raw'])('that is empty, declared %s', (format) => {
    const spoiled = node()
    spoiled.diskInfo({ disk: format })
    spoiled.domain({ disk: format })
    spoiled.truncate(DISK, 0)
    expect(only(spoiled)).toMatchObject({
      code: 'truncated',
      severity: 'high',
      evidence: { case: 'empty' },
    })
  })

  test.each([
    ['qcow2', undefined],
    ['raw', 0],
  ])('that is empty, %s, has a virtual size only where it is raw', (format, virtual) => {
    const spoiled = node()
    spoiled.domain({ disk: format })
    spoiled.truncate(DISK, 0)
    const { instances, totals } = viewOf(spoiled)
    expect(instances[0]?.disks[0]?.virtual).toBe(virtual)
    expect(totals.unknownDisks).toBe(virtual === undefined ? 1 : 0)
    const why = virtual === undefined ? 'header' : undefined
    expect(instances[0]?.disks[0]?.whyNoVirtual).toBe(why)
  })

  test('whose copies under names of nobody’s are empty is whole: of each copy it is said', () => {
    const spoiled = node()
    const copies = [`${FOLDER}/my.qcow2`, `${INSTANCES}/my.vmdk`]
    for (const path of copies) spoiled.write(path, '')
    const told = lines(spoiled).filter((line) => line.includes(' truncated '))
    expect(told.toSorted()).toEqual(copies.map((path) => `warning truncated ${path}`).toSorted())
  })

  test('that is cut within its header is no lost disk under a name that none of the instance’s has', () => {
    const spoiled = node()
    const copy = `${FOLDER}/mycopy.qcow2`
    spoiled.make('qcow2', copy, '8M')
    spoiled.truncate(copy, 60)
    const told = () => lines(spoiled).filter((line) => line.includes(' truncated '))
    expect(told()).toEqual([`warning truncated ${copy}`])
    spoiled.truncate(DISK, 60)
    expect(told()).toContain(`high truncated ${DISK}`)
  })

  test('with a header that QEMU refuses', () => {
    const spoiled = node()
    spoiled.patch(DISK, 23, 8)
    expect(only(spoiled)).toMatchObject({ code: 'image-fault', evidence: { offset: 20 } })
  })

  test.each([
    ['dirty', [79, 1]],
    ['corrupt', [79, 2]],
    ['unknown-features', [72, 0x80]],
  ] as const)('%s, by its feature bits', (code, [offset, bits]) => {
    const spoiled = node()
    spoiled.patch(DISK, offset, bits)
    expect(only(spoiled)).toMatchObject({ code, severity: 'warning' })
  })

  test('with internal snapshots', () => {
    const spoiled = node()
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', DISK, '16M')
    qemuImg(spoiled.root, 'snapshot', '-c', 'before', DISK)
    expect(only(spoiled)).toMatchObject({ code: 'internal-snapshots', evidence: { count: 1 } })
  })

  test('with a bitmap that was left in use', () => {
    const spoiled = node()
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', DISK, '16M')
    qemuImg(spoiled.root, 'bitmap', '--add', DISK, 'backup')
    expect(lines(spoiled)).toEqual([])
    const pointer = qcow2Extension(spoiled.path(DISK), 0x23852875) + 8
    const directory = readHead(spoiled.path(DISK)).readUInt32BE(pointer + 20)
    spoiled.patch(DISK, directory + 15, 1)
    expect(only(spoiled)).toMatchObject({ code: 'in-use-bitmaps', evidence: { names: ['backup'] } })
  })

  test('with a version of LUKS that QEMU does not know', () => {
    const spoiled = node()
    const header = Buffer.alloc(1 << 20)
    header.set([0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe, 0, 2])
    spoiled.write(`${STORE}/${OTHER_IMAGE}`, header)
    expect(lines(spoiled)).toContain(`warning luks-version ${STORE}/${OTHER_IMAGE}`)
  })

  test('with many iterations of LUKS, as an image of a store: how many, and how many take how long', () => {
    const spoiled = node()
    const path = `${STORE}/${OTHER_IMAGE}`
    createEncrypted(spoiled.path(STORE), LUKS_VOLUME, OTHER_IMAGE, '16M')
    const told = () => lines(spoiled).filter((line) => line.includes('luks-iterations'))
    expect(told()).toEqual([])
    spoiled.patch(path, 164, 0xff, 0xff, 0xff, 0xff)
    expect(told()).toEqual([`warning luks-iterations ${path}`])
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'luks-iterations')
    expect(found?.evidence).toMatchObject({ offset: 164, found: 0xffffffff, count: 0xffffffff })
    // These are done in seconds.
    spoiled.patch(path, 164, 0x00, 0xb7, 0x1b, 0x01)
    const [least] = viewOf(spoiled).findings.filter(({ code }) => code === 'luks-iterations')
    const text = least && findingText(least)
    expect(text).toContain('asks for 12,000,001 iterations')
    expect(text).toContain('A processor does one to five million in a second')
    expect(text).not.toMatch(/hours|minutes/)
  })

  test('with LUKS, which is worth knowing and nothing to mend', () => {
    const spoiled = node()
    createEncrypted(spoiled.path(FOLDER), LUKS_IN_QCOW2, 'disk', '16M')
    expect(inEnglish(only(spoiled))).toMatchObject({
      code: 'luks-encryption',
      severity: 'info',
      subject: { path: DISK },
      evidence: { offset: 32, found: 'luks' },
    })
  })

  test('with the encryption of old', () => {
    const spoiled = node()
    spoiled.patch(DISK, 35, 1)
    expect(lines(spoiled)).toContain(`warning legacy-encryption ${DISK}`)
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('soundness')).toEqual([])
})
