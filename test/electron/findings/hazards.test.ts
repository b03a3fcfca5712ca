import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { FileSystemStat } from '../../../shared/files/tree.ts'
import { FINDING_CODES, type FindingCode } from '../../../shared/findings/codes.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import type { Finding } from '../../../shared/findings/types.ts'
import { findingLines } from '../../helpers/node-view.ts'
import { qemuImg, temporaryFolder } from '../../helpers/qemu-img.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  SmallNode,
  STORE,
  sha1,
  UUID,
} from '../../helpers/small-node.ts'

const all = temporaryFolder()

function node(): SmallNode {
  return new SmallNode(mkdtempSync(join(all, 'node-')))
}

/** The one finding of a node that was spoiled in one way. */
function only(spoiled: SmallNode): Finding {
  const { findings } = viewOf(spoiled)
  const found = findings.map(({ code, subject }) => `${code} ${subject.path}`)
  expect(found).toEqual(found.slice(0, 1))
  const [first] = findings
  if (first === undefined) throw new Error('there is no finding')
  return first
}

function lines(spoiled: SmallNode): readonly string[] {
  return findingLines(viewOf(spoiled))
}

const seen = new Set<FindingCode>()

function viewOf(spoiled: SmallNode, space: Partial<FileSystemStat> = {}): NodeView {
  const view = spoiled.view(space)
  for (const { code } of view.findings) seen.add(code)
  return view
}

test('a small node as Nova makes it has no findings', () => {
  expect(lines(node())).toEqual([])
})

describe('a header in a disk that is declared raw', () => {
  test('by disk.info is forged, and it is told what of the host it would open (CVE-2026-24708)', () => {
    const spoiled = node()
    spoiled.overlay('/etc/shadow', 'raw')
    spoiled.diskInfo({ disk: 'raw' })
    spoiled.domain({ disk: 'raw' })
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      severity: 'high',
      subject: { kind: 'disk', path: DISK, instance: FOLDER },
      evidence: { case: 'disk.info', declared: 'raw', detected: 'qcow2', reaches: ['/etc/shadow'] },
    })
  })

  test('by the domain XML, where disk.info is gone, is forged too', () => {
    const spoiled = node()
    rmSync(spoiled.path(`${FOLDER}/disk.info`))
    spoiled.domain({ disk: 'raw' })
    expect(only(spoiled)).toMatchObject({
      code: 'forged-header',
      evidence: { case: 'domain', reaches: [`/${BASE}`], xml: DOMAIN },
    })
  })

  test('by the overlay above it is forged: the base is what a guest wrote', () => {
    const spoiled = node()
    spoiled.make('qcow2', BASE, '8M')
    expect(lines(spoiled)).toEqual(
      [`high forged-header ${DISK}`, `warning overlay-smaller-than-base ${DISK}`].slice(0, 1),
    )
  })

  test('of VMDK, QED or VDI is forged as well', () => {
    for (const format of ['vmdk', 'qed', 'vdi']) {
      const spoiled = node()
      spoiled.make(format, DISK, '16M')
      spoiled.diskInfo({ disk: 'raw' })
      spoiled.domain({ disk: 'raw' })
      expect(only(spoiled)).toMatchObject({ code: 'forged-header', evidence: { detected: format } })
    }
  })
})

describe('declared against detected', () => {
  test('a disk of disk.info that became qcow2, or stopped being it (bug 2038898)', () => {
    const spoiled = node()
    spoiled.make('raw', DISK, '16M')
    expect(lines(spoiled)).toEqual([`warning format-mismatch ${DISK}`])
    spoiled.diskInfo({ disk: 'raw' })
    expect(only(spoiled).evidence).toMatchObject({
      case: 'domain',
      declared: 'qcow2',
      detected: 'raw',
    })
  })

  test('a backing format that is not the content', () => {
    const spoiled = node()
    spoiled.overlay(`/${BASE}`, 'vmdk')
    expect(only(spoiled).evidence).toMatchObject({
      case: 'backing',
      declared: 'vmdk',
      detected: 'raw',
    })
  })
})

describe('an external data file', () => {
  const withDataFile = (name: string) => {
    const spoiled = node()
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', '-o', 'data_file=d.raw', DISK, '16M')
    const header = Buffer.from(name.padEnd(8, '\0').slice(0, 8))
    expect(name.length).toBeLessThanOrEqual(8)
    const at = qcow2Extension(spoiled.path(DISK), 0x44415441)
    spoiled.patch(DISK, at + 4, 0, 0, 0, name.length, ...header)
    return spoiled
  }

  test.each([
    ['beside the disk', 'd.raw', 'beside'],
    ['outside of its folder', '../../x', 'escaping'],
    ['by an absolute path', '/etc/a', 'absolute'],
    ['by a protocol', 'nbd:x', 'protocol'],
    ['by a JSON description', 'json:{}', 'json'],
  ])('%s is the gravest finding, with the name (CVE-2024-32498)', (_, name, reach) => {
    expect(only(withDataFile(name))).toMatchObject({
      code: 'external-data-file',
      severity: 'high',
      evidence: { case: `data-file/${reach}`, name },
    })
  })
})

describe('what an image stands on', () => {
  test('nothing that is there', () => {
    const spoiled = node()
    rmSync(spoiled.path(BASE))
    expect(only(spoiled)).toMatchObject({
      code: 'missing-backing-file',
      evidence: { name: `/${BASE}` },
    })
  })

  test.each([
    ['backing-outside-root', '../../../../../../../../../../etc/passwd', 'warning backing-name'],
    ['backing-protocol', 'nbd://host/x', undefined],
    ['backing-protocol', 'json:{"driver":"file"}', undefined],
  ])('%s', (code, name, more) => {
    const spoiled = node()
    spoiled.overlay(name)
    const also = more === undefined ? [] : [`${more} ${DISK}`]
    expect(lines(spoiled)).toEqual([`high ${code} ${DISK}`, ...also])
  })

  test('itself, in a circle', () => {
    const spoiled = node()
    spoiled.overlay(`/${DISK}`, 'qcow2')
    expect(lines(spoiled)).toEqual([`high backing-loop ${DISK}`])
  })

  test('a base that is named relative to its folder', () => {
    const spoiled = node()
    spoiled.overlay(`../_base/${sha1(IMAGE)}`)
    expect(only(spoiled)).toMatchObject({ code: 'backing-name', evidence: { case: 'escaping' } })
  })

  test('a base whose format it does not record', () => {
    const spoiled = node()
    spoiled.patch(DISK, qcow2Extension(spoiled.path(DISK), 0xe2792aca), 0x12, 0x34, 0x56, 0x78)
    const found = only(spoiled)
    expect(found).toMatchObject({
      code: 'backing-format-missing',
      severity: 'warning',
      evidence: { name: `/${BASE}`, format: 'raw', overlay: 'qcow2' },
    })
    const [, command] = findingCommands(found, (path) => spoiled.path(path))
    execFileSync('sh', ['-c', command ?? 'false'])
    expect(lines(spoiled)).toEqual([])
  })

  test('a base that is larger than the disk', () => {
    const spoiled = node()
    spoiled.overlay(`/${BASE}`, 'raw', '4M')
    expect(only(spoiled)).toMatchObject({
      code: 'overlay-smaller-than-base',
      evidence: { virtual: 4 << 20, below: 8 << 20 },
    })
  })

  test('a base that itself stands on something, and a chain of three', () => {
    const spoiled = node()
    const lower = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', lower, '8M')
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', BASE, '8M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${lower}`, '-F', 'raw', BASE)
    spoiled.overlay(`/${BASE}`, 'qcow2')
    expect(lines(spoiled)).toEqual([
      `high backing-in-image ${BASE}`,
      `warning base-used-unseen ${lower}`,
      `warning openstack-refuses ${BASE}`,
      `info chain-too-deep ${DISK}`,
    ])
  })

  test('a parent that was made anew since, by the id that a VMDK records', () => {
    const spoiled = node()
    const [below, above] = [`${STORE}/${OTHER_IMAGE}`, `${STORE}/${IMAGE.replace(/1$/, '3')}`]
    qemuImg(spoiled.root, 'create', '-q', '-f', 'vmdk', below, '8M')
    qemuImg(spoiled.root, 'create', '-q', '-f', 'vmdk', '-b', OTHER_IMAGE, '-F', 'vmdk', above)
    expect(lines(spoiled)).not.toContain(`high backing-changed ${above}`)
    qemuImg(spoiled.root, 'create', '-q', '-f', 'vmdk', below, '8M')
    expect(lines(spoiled)).toContain(`high backing-changed ${above}`)
  })

  test('the base of another image than the instance was made from (bug 1732428)', () => {
    const spoiled = node()
    spoiled.domain({ disk: 'qcow2' }, OTHER_IMAGE)
    expect(only(spoiled)).toMatchObject({
      code: 'base-not-of-image',
      evidence: { image: OTHER_IMAGE, expected: sha1(OTHER_IMAGE), name: `/${BASE}` },
    })
  })

  test('a base that grew: it is not as large as its image in Glance, or as its name', () => {
    const spoiled = node()
    spoiled.truncate(BASE, 10 << 20)
    expect(only(spoiled)).toMatchObject({
      code: 'base-size-differs',
      evidence: { case: 'image', virtual: 10 << 20, size: 8 << 20, image: IMAGE },
    })
    const swap = node()
    swap.make('raw', `${INSTANCES}/_base/swap_64`, '32M')
    expect(lines(swap)).toContain(`warning base-size-differs ${INSTANCES}/_base/swap_64`)
  })
})

describe('an image in Glance', () => {
  const store = (make: (spoiled: SmallNode, path: string) => void) => {
    const spoiled = node()
    make(spoiled, `${STORE}/${OTHER_IMAGE}`)
    return spoiled
  }

  test('that stands on a file of the host (CVE-2015-5163)', () => {
    const spoiled = store((made, path) => {
      qemuImg(made.root, 'create', '-q', '-f', 'qcow2', path, '8M')
      qemuImg(made.root, 'rebase', '-q', '-u', '-b', '/etc/shadow', '-F', 'raw', path)
    })
    const path = `${STORE}/${OTHER_IMAGE}`
    expect(lines(spoiled)).toEqual([
      `high backing-in-image ${path}`,
      `high missing-backing-file ${path}`,
      `warning openstack-refuses ${path}`,
    ])
  })

  test('that is a VMDK with extents in other files (CVE-2022-47951)', () => {
    const spoiled = store((made, path) =>
      made.write(
        path,
        '# Disk DescriptorFile\nversion=1\nCID=123a\nparentCID=ffffffff\ncreateType="monolithicFlat"\n\nRW 16384 FLAT "/etc/shadow" 0\n',
      ),
    )
    const found = viewOf(spoiled).findings.filter(({ code }) => code === 'vmdk-extents')
    expect(found.map(({ severity }) => severity)).toEqual(['high', 'high'])
    expect(found.map(({ evidence }) => evidence['name'])).toContain('/etc/shadow')
  })

  test('that OpenStack refuses although it is legal: extended L2 entries', () => {
    const spoiled = store((made, path) => made.make('qcow2', path, '8M', '-o', 'extended_l2=on'))
    expect(only(spoiled)).toMatchObject({
      code: 'openstack-refuses',
      evidence: { refusal: 'oslo-unknown-features/features' },
    })
  })

  test('that is two formats, or one that nobody maintains', () => {
    const polyglot = store((made, path) => {
      made.make('qcow2', path, '8M')
      made.patch(path, 510, 0x55, 0xaa)
      made.patch(path, 446, 0x80, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)
    })
    expect(lines(polyglot)).toContain(`high multiple-formats ${STORE}/${OTHER_IMAGE}`)
    const qed = store((made, path) => made.make('qed', path, '8M'))
    expect(lines(qed)).toContain(`warning banned-format ${STORE}/${OTHER_IMAGE}`)
  })

  test('whose parts do not agree: a VMDK with its descriptor elsewhere', () => {
    const spoiled = store((made, path) => {
      qemuImg(made.root, 'create', '-q', '-f', 'vmdk', path, '8M')
      made.patch(path, 28, 2)
    })
    expect(lines(spoiled)).toContain(`high vmdk-descriptor ${STORE}/${OTHER_IMAGE}`)
  })

  test('whose partitions programs see differently', () => {
    const spoiled = store((made, path) => {
      made.make('raw', path, '8M')
      made.patch(path, 510, 0x55, 0xaa)
      made.patch(path, 446, 0x42, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)
    })
    expect(lines(spoiled)).toContain(`warning partition-table ${STORE}/${OTHER_IMAGE}`)
  })

  test('that is tiny, and huge to whoever converts it (CVE-2013-4463)', () => {
    const spoiled = store((made, path) => made.make('qcow2', path, '8T'))
    expect(only(spoiled)).toMatchObject({
      code: 'huge-virtual-size',
      evidence: { size: 8 * 2 ** 40 },
    })
  })
})

describe('a disk that is not sound', () => {
  test('cut: its tables are beyond the end of the file', () => {
    const spoiled = node()
    spoiled.truncate(DISK, 65536)
    expect(only(spoiled)).toMatchObject({ code: 'truncated', severity: 'warning' })
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
    expect(only(spoiled)).toMatchObject({ code: 'in-use-bitmaps', evidence: { names: 'backup' } })
  })

  test('with a version of LUKS that QEMU does not know', () => {
    const spoiled = node()
    const header = Buffer.alloc(1 << 20)
    header.set([0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe, 0, 2])
    spoiled.write(`${STORE}/${OTHER_IMAGE}`, header)
    expect(lines(spoiled)).toContain(`warning luks-version ${STORE}/${OTHER_IMAGE}`)
  })

  test('with the encryption of old', () => {
    const spoiled = node()
    spoiled.patch(DISK, 35, 1)
    expect(lines(spoiled)).toContain(`warning legacy-encryption ${DISK}`)
  })
})

describe('who may read and write', () => {
  test('a disk that everybody may write to', () => {
    const spoiled = node()
    chmodSync(spoiled.path(DISK), 0o662)
    expect(only(spoiled)).toMatchObject({ code: 'world-writable', evidence: { mode: '0662' } })
  })

  test('disks that everybody may read, told once, and only where the folder lets one through', () => {
    const spoiled = node()
    chmodSync(spoiled.path(DISK), 0o644)
    expect(lines(spoiled)).toEqual([])
    chmodSync(spoiled.path(FOLDER), 0o755)
    expect(only(spoiled)).toMatchObject({
      code: 'world-readable',
      severity: 'info',
      evidence: { count: 1, example: DISK, folder: FOLDER },
    })
  })

  test('which folders let everybody through is shown by a command, however deep the disk lies', () => {
    const spoiled = node()
    const disk = `${INSTANCES}/snapshots/deep/er/disk`
    spoiled.write(disk, '')
    spoiled.make('qcow2', disk, '1M')
    for (const folder of ['', '/snapshots', '/snapshots/deep', '/snapshots/deep/er']) {
      chmodSync(spoiled.path(`${INSTANCES}${folder}`), 0o755)
    }
    chmodSync(spoiled.path(disk), 0o644)
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'world-readable')
    if (found === undefined) throw new Error('nothing is said of it')
    const [command] = findingCommands(found, (path) => spoiled.path(path))
    const shown = execFileSync('sh', ['-c', command ?? 'false'], { encoding: 'utf8' })
    expect(shown.trim().split('\n').at(-1)).toMatch(/^drwxr-xr-x .* er$/)
  })

  test('a symlink that leaves the opened folder', () => {
    const spoiled = node()
    symlinkSync('../../../../../../../../../../../etc', spoiled.path(`${FOLDER}/elsewhere`))
    expect(only(spoiled)).toMatchObject({ code: 'symlink-leaves-root' })
  })

  test('names that are not UTF-8, and names with newlines', () => {
    const spoiled = node()
    spoiled.write(`${FOLDER}/a\nb`, '')
    const bytes = Buffer.concat([Buffer.from(spoiled.path(`${FOLDER}/`)), Buffer.from([0xff])])
    mkdirSync(bytes)
    expect(viewOf(spoiled).findings).toMatchObject([
      { code: 'odd-name', evidence: { case: 'control', name: 'a\nb' } },
      { code: 'odd-name', evidence: { case: 'bytes', name: '\udcff' } },
    ])
  })
})

describe('instances and their folders', () => {
  test('a folder that libvirt does not know', () => {
    const spoiled = node()
    spoiled.write(
      'etc/libvirt/qemu/instance-00000001.xml',
      domainXml(1, UUID.replace(/1$/, '9'), {}, IMAGE),
    )
    expect(lines(spoiled)).toEqual([
      `warning missing-folder ${DOMAIN}`,
      `warning base-used-unseen ${BASE}`,
      `warning orphan-folder ${FOLDER}`,
    ])
  })

  test('is not told where no domain XML is known at all', () => {
    const spoiled = node()
    rmSync(spoiled.path(DOMAIN))
    expect(lines(spoiled)).toEqual([])
  })

  test('a disk that the domain XML names and that is not there', () => {
    const spoiled = node()
    spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
    expect(only(spoiled)).toMatchObject({ code: 'missing-disk', evidence: { name: 'disk.eph0' } })
  })

  test('a rescue that goes on, and one that is over', () => {
    const spoiled = node()
    spoiled.write(`${FOLDER}/unrescue.xml`, '<domain/>', 3)
    spoiled.make('raw', `${FOLDER}/disk.rescue`, '8M')
    expect(only(spoiled)).toMatchObject({ code: 'rescue-in-progress', severity: 'info' })
    rmSync(spoiled.path(`${FOLDER}/unrescue.xml`))
    expect(only(spoiled)).toMatchObject({ code: 'leftover-rescue' })
  })
})

describe('the image cache', () => {
  test('a base that nothing stands on, once Nova would remove it, and a name that Nova does not give', () => {
    const spoiled = node()
    const idle = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', idle, '4M')
    expect(lines(spoiled)).toEqual([])
    spoiled.age(idle, 25)
    expect(only(spoiled)).toMatchObject({
      code: 'unused-base',
      subject: { base: sha1(OTHER_IMAGE) },
    })
    spoiled.age(idle, 0)
    spoiled.write(`${INSTANCES}/_base/backup-of-base`, 'x')
    expect(only(spoiled)).toMatchObject({ code: 'unknown-in-cache', severity: 'info' })
  })

  test('a base that only an ephemeral disk stands on: Nova does not look there', () => {
    const spoiled = node()
    const below = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', below, '4M')
    spoiled.age(below, 25)
    const disk = `${FOLDER}/disk.eph0`
    qemuImg(spoiled.root, 'create', '-q', '-f', 'qcow2', disk, '4M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${below}`, '-F', 'raw', disk)
    chmodSync(spoiled.path(disk), 0o640)
    expect(only(spoiled)).toMatchObject({ code: 'base-used-unseen', evidence: { count: 1 } })
  })
})

test('a disk.info and a domain XML that make no sense', () => {
  const spoiled = node()
  spoiled.write(`${FOLDER}/disk.info`, '{"/x":')
  expect(only(spoiled)).toMatchObject({ code: 'text-fault', subject: { kind: 'text' } })
})

describe('what is left over, with its age', () => {
  test.each([
    [`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.part`, 2, 'leftover-part'],
    [`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.converted`, 2, 'leftover-part'],
    [`${INSTANCES}/snapshots/tmpabcdef12/${'a'.repeat(32)}.delta`, 25, 'leftover-snapshot'],
    [`${INSTANCES}/tmpabcdef12`, 2, 'leftover-temporary'],
    [`${FOLDER}/disk_qcow`, 2, 'leftover-temporary'],
  ])('%s after %i hours is %s, and before that it is work in progress', (path, hours, code) => {
    const spoiled = node()
    spoiled.write(path, 'x')
    expect(lines(spoiled)).toEqual([])
    spoiled.age(path, hours)
    const found = only(spoiled)
    expect(found).toMatchObject({ code, subject: { path } })
    expect(Number(found.evidence['age'])).toBeGreaterThanOrEqual(hours * 3_600_000 - 60_000)
  })

  test('folders that a resize and a delete left', () => {
    const spoiled = node()
    renameSync(spoiled.path(FOLDER), spoiled.path(`${FOLDER}_resize`))
    rmSync(spoiled.path(DOMAIN))
    expect(only(spoiled)).toMatchObject({ code: 'leftover-resize', severity: 'info' })
    renameSync(spoiled.path(`${FOLDER}_resize`), spoiled.path(`${FOLDER}_del`))
    expect(lines(spoiled)).toEqual([])
    for (const name of ['disk', 'disk.info']) spoiled.age(`${FOLDER}_del/${name}`, 48)
    expect(only(spoiled)).toMatchObject({ code: 'leftover-del', severity: 'warning' })
  })
})

describe('space', () => {
  test('a file system that is nearly full, and one that is', () => {
    const small = { total: 1000 << 20, free: 90 << 20, available: 90 << 20 }
    expect(findingLines(viewOf(node(), small))).toEqual([
      'warning file-system-nearly-full var/lib/nova/instances',
    ])
    const full = { ...small, available: 40 << 20 }
    expect(findingLines(viewOf(node(), full))).toEqual([
      'high file-system-nearly-full var/lib/nova/instances',
    ])
  })

  test('disks that may grow beyond it, and one that is larger than it', () => {
    const tiny = { total: 10 << 20, free: 9 << 20, available: 9 << 20 }
    expect(viewOf(node(), tiny).findings).toMatchObject([
      { code: 'disk-larger-than-file-system', evidence: { virtual: 16 << 20, total: 10 << 20 } },
      { code: 'growth-exceeds-free', severity: 'info' },
    ])
  })

  test('space that is taken beyond the end of a file (bug 1510328)', () => {
    const spoiled = node()
    spoiled.run('fallocate', '-n', '-l', '16M', DISK)
    expect(only(spoiled)).toMatchObject({ code: 'preallocated', severity: 'info' })
    spoiled.write('etc/nova/nova.conf', '[DEFAULT]\npreallocate_images = space\n')
    expect(lines(spoiled)).toEqual([])
  })
})

/** Found as an ordinary user, in the tests of the command line. */
const ELSEWHERE: readonly FindingCode[] = ['unreadable', 'unreadable-owners']

test('every code was found on real files', () => {
  const missing = FINDING_CODES.filter((code) => !seen.has(code) && !ELSEWHERE.includes(code))
  expect(missing).toEqual([])
})

/** Where a header extension of this type begins. */
function qcow2Extension(path: string, type: number): number {
  const bytes = readHead(path)
  for (let at = bytes.readUInt32BE(100); at < bytes.length; ) {
    const [found, length] = [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
    if (found === type) return at
    if (found === 0) break
    at += 8 + Math.ceil(length / 8) * 8
  }
  throw new Error(`no extension ${type.toString(16)}`)
}

function readHead(path: string): Buffer {
  const bytes = Buffer.alloc(4096)
  const file = openSync(path, 'r')
  readSync(file, bytes, 0, bytes.length, 0)
  closeSync(file)
  return bytes
}
