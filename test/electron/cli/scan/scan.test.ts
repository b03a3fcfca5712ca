import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { makeNovaNode } from '../../../helpers/nova/nova-tree.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { straceNode } from '../../../helpers/programs/strace.ts'
import { reportBy, scanPlaces } from './scan-places.ts'
import { sumOf } from './sum-of.ts'

const places = scanPlaces()
const { cli, folder, images, node } = places
const report = reportBy(places)

/** Of the report's own roots; du counts a hard link once in a run. */
function expectAsDu(path: string): void {
  // ext4 takes the last blocks of a file when it writes it back: from then on sizes stay.
  execFileSync('sync', ['-f', path])
  const { scan, totals } = report([path])
  const all = totals.allocatedBytes + totals.directoryBytes
  expect(all).toBe(duOf(...scan.roots))
  expect(sumOf(totals.allocatedByKind)).toBe(all)
  expect(sumOf(totals.allocatedByUse)).toBe(all)
}

describe('scan of one image', () => {
  test('is headed by the image, not by its folder', () => {
    const path = join(images, 'top.qcow2')
    expect(cli.run(['scan', path]).stdout.split('\n')[0]).toBe(`Image ${path}`)
    expect(cli.run(['scan', images]).stdout.split('\n')[0]).toBe(`Folder ${images}`)
  })

  test('starts no thread to read folders ahead, of which there are none', () => {
    const threads = (...args: string[]) =>
      straceNode([cli.path, ...args], ['clone', 'clone3']).calls.filter((call) =>
        /\bclone3?\(/.test(call),
      ).length
    const image = join(images, 'top.qcow2')
    expect(threads('scan', image)).toBe(threads('info', image))
    expect(threads('scan', images)).toBeGreaterThan(threads('scan', image))
  })
})

test('a symlink with two names is counted once, as du does, also where two instances have one each', () => {
  const instances = join(folder, 'linked-instances')
  const [one = '', other = ''] = ['1', '2'].map((digit) => {
    const path = join(instances, `aaaaaaaa-0000-4000-8000-00000000000${digit}`)
    mkdirSync(path, { recursive: true })
    return path
  })
  mkdirSync(join(instances, '_base'))
  // Longer than what an inode holds itself: it takes a block.
  symlinkSync('x'.repeat(1000), join(one, 'link'))
  linkSync(join(one, 'link'), join(other, 'link'))
  linkSync(join(one, 'link'), join(one, 'again'))
  expectAsDu(instances)
  const { restBytes } = report([instances]).totals.allocatedByUse
  expect(restBytes).toBeGreaterThanOrEqual(0)
})

test('what folders themselves take among what is other is told, and is what du says of them', () => {
  const { instances, totals, entries, scan } = report([node])
  expect(instances.length).toBeGreaterThan(0)
  const folders = entries.filter(({ type }) => type === 'directory')
  expect(folders.length).toBeGreaterThan(3)
  const blocks = folders.map(({ path }) => statSync(join(scan.root, path)).blocks * 512)
  expect(totals.otherDirectoryBytes).toBe(blocks.reduce((sum, bytes) => sum + bytes, 0))
  const { stdout } = cli.run(['scan', node])
  expect(stdout).toMatch(/^ {2}other +\S+ \S+ {2}(?:all|\d.*) of it folders themselves$/m)
})

describe('scan of an image cache alone', () => {
  test('calls no base unused, since the instances were not seen, and a download no base', () => {
    const cache = join(folder, '_base')
    mkdirSync(cache)
    writeFileSync(join(cache, 'a'.repeat(40)), Buffer.alloc(1 << 20, 1))
    writeFileSync(join(cache, `${'b'.repeat(40)}.part`), Buffer.alloc(1 << 20, 1))
    const line = /^ +other bases\s+unknown\s+no instance seen here stands on 1\.00 MiB of them$/m
    expect(cli.run(['scan', cache]).stdout).toMatch(line)
    const { allocatedByUse } = report([cache]).totals
    expect(allocatedByUse).toMatchObject({ unusedCacheBytes: null, unknownCacheBytes: 1 << 20 })
    expectAsDu(cache)
  })
})

describe('scan of a node', () => {
  test('writes a report that its schema accepts', () => {
    const { status, stderr, totals, instances, bases } = report([node])
    expect([status, stderr]).toEqual([0, ''])
    expect(totals.instances).toBe(40)
    expect(instances.filter(({ kind }) => kind === 'instance')).toHaveLength(40)
    expect(bases.some(({ imageId }) => imageId !== null)).toBe(true)
  })

  test('counts what du counts below the whole node, or the instances alone', () => {
    expect(report([node]).scan).toMatchObject({ root: node, opened: node, roots: [node] })
    expectAsDu(node)
    const instances = join(node, 'var/lib/nova/instances')
    expect(report([instances]).scan.roots).toEqual([instances])
    expectAsDu(instances)
  })

  test("counts what du counts of a node's own folders inside an operating system", () => {
    const root = join(folder, 'system')
    mkdirSync(root)
    writeSampleNode(root)
    for (const path of ['usr/bin', 'var/log', 'etc/libvirt/hooks']) {
      mkdirSync(join(root, path), { recursive: true })
    }
    const files = ['usr/bin/true', 'var/log/messages', 'etc/fstab', 'etc/libvirt/qemu.conf']
    for (const path of files) writeFileSync(join(root, path), 'x'.repeat(9000))
    linkSync(join(root, 'etc/libvirt/qemu.conf'), join(root, 'etc/nova/linked.conf'))
    const { roots } = report([root]).scan
    expect(roots).toEqual(['etc/libvirt', 'etc/nova', 'var/lib'].map((path) => join(root, path)))
    expectAsDu(root)
  })

  test('counts what du counts of a node that Nova made', () => {
    const root = join(folder, 'nova')
    makeNovaNode(root)
    expect(report([root]).scan.roots).toEqual([root])
    expectAsDu(root)
  }, 120_000)

  test('names the format of every base and image as qemu-img does', () => {
    const { bases, images: stored } = report([node])
    for (const { path, format, content } of [...bases, ...stored]) {
      const said: unknown = JSON.parse(qemuImg(node, 'info', '--output=json', path))
      expect({ path, format }).toEqual({ path, format: Reflect.get(Object(said), 'format') })
      if (content !== null) expect(format).toBe('raw')
    }
    expect(bases.some(({ content }) => content === 'mbr')).toBe(true)
    expect(stored.some(({ content }) => content === 'iso')).toBe(true)
  })

  test("finds what the sample node has wrong, and each chain's base below the opened root", () => {
    const { findings, instances } = report([node])
    const codes = new Set(findings.map(({ code }) => code))
    for (const code of ['missing-backing-file', 'forged-header', 'unused-base']) {
      expect(codes).toContain(code)
    }
    for (const code of ['leftover-resize', 'leftover-del', 'leftover-part']) {
      expect(codes).toContain(code)
    }
    const whole = instances.flatMap(({ disks }) =>
      disks.filter(({ chain }) => chain === 'complete'),
    )
    expect(whole.length).toBeGreaterThan(30)
    expect(whole.every(({ base }) => base?.startsWith('var/lib/nova/instances/_base/'))).toBe(true)
  })

  test('without a path is wrong usage: a script that lost one gets no numbers of a made-up node', () => {
    const { status, stdout, stderr } = cli.run(['scan', '--format', 'json'])
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toBe('cowscope: scan: a PATH is missing; --sample reports a generated node\n')
  })

  test('reports the generated sample when it is asked for', () => {
    const { status, stdout } = cli.run(['scan', '--sample'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Compute node .*cowscope-sample-/)
    expect(stdout).toContain('Problems (')
  })

  test('calls a controller, which has images and nothing of Nova, by what it is', () => {
    const controller = temporaryFolder()
    const store = join(controller, 'var/lib/glance/images')
    mkdirSync(store, { recursive: true })
    qemuImg(store, 'create', '-q', '-f', 'qcow2', '8a5f4b9e-1f0e-4c35-9f3c-0d5b6c1c2a77', '1M')
    expect(cli.run(['scan', controller]).stdout).toMatch(/^Image store /)
    mkdirSync(join(controller, 'var/lib/nova/instances'), { recursive: true })
    expect(cli.run(['scan', controller]).stdout).toMatch(/^Compute node /)
  })

  test('prints tables as text and as CSV', () => {
    const disks = cli.run(['scan', node, '--format', 'csv-disks']).stdout.split('\r\n')
    expect(disks[0]).toMatch(/^instance_uuid,instance_name,/)
    expect(disks.length).toBeGreaterThan(70)
    const bases = cli.run(['scan', node, '-f', 'csv-bases']).stdout.split('\r\n')
    expect(bases.length).toBe(report([node]).bases.length + 2)
    const [header = '', ...rows] = cli
      .run(['scan', images, '-f', 'csv-images'])
      .stdout.split('\r\n')
    expect(header).toMatch(
      /^name,path,role,format,virtual_bytes,.*,root,scan_partial,scan_unreadable,scan_unreadable_first,/,
    )
    expect(rows.map((row) => row.split(',').slice(0, 5).join(' '))).toEqual([
      'base.raw base.raw image raw 1048576',
      'top.qcow2 top.qcow2 image qcow2 1048576',
      '',
    ])
  })
})

describe('scan of images', () => {
  test('reports a folder and each image in it', () => {
    const { images: found } = report([images])
    expect(found.map(({ name, chain }) => `${name} ${chain}`)).toEqual([
      'base.raw standalone',
      'top.qcow2 complete',
    ])
  })

  test('reports one image by itself, with its chain', () => {
    const { images: found, scan, totals } = report([join(images, 'top.qcow2')])
    expect(scan).toMatchObject({ root: images, opened: join(images, 'top.qcow2') })
    expect(scan.openedPaths).toBeUndefined()
    expect(found).toMatchObject([{ name: 'top.qcow2', chain: 'complete' }])
    expect(totals.files).toBe(1)
    expectAsDu(join(images, 'top.qcow2'))
  })

  test('says of how many images the size is not in the sum', () => {
    const place = join(folder, 'cut-header')
    mkdirSync(place)
    qemuImg(place, 'create', '-q', '-f', 'qcow2', 'whole.qcow2', '1M')
    writeFileSync(
      join(place, 'cut.qcow2'),
      readFileSync(join(place, 'whole.qcow2')).subarray(0, 60),
    )
    expect(report([place]).totals).toMatchObject({
      images: 2,
      imageVirtualBytes: 1 << 20,
      imagesOfUnknownSize: 1,
      disksOfUnknownSize: 0,
    })
    const { stdout } = cli.run(['scan', place])
    expect(stdout).toMatch(/^Virtual +>= 1\.00 MiB +2 images, 1 of unknown size not counted$/m)
  })

  test('counts the virtual size of a base of two names once too', () => {
    const place = join(folder, 'linked-bases')
    const base = join(place, '_base', '0'.repeat(40))
    mkdirSync(join(place, '_base'), { recursive: true })
    qemuImg(place, 'create', '-q', '-f', 'raw', base, '10M')
    linkSync(base, join(place, '_base', '1'.repeat(40)))
    expect(report([place]).totals).toMatchObject({ bases: 2, baseVirtualBytes: 10 * 2 ** 20 })
  })

  test('counts what a file of several names takes once, and says which are its other names', () => {
    const place = join(folder, 'linked')
    mkdirSync(place)
    qemuImg(place, 'create', '-q', '-f', 'qcow2', 'b.qcow2', '1G')
    for (const name of ['a.qcow2', 'c.qcow2']) linkSync(join(place, 'b.qcow2'), join(place, name))
    qemuImg(place, 'create', '-q', '-f', 'qcow2', 'other.qcow2', '2G')
    const { images: found, totals } = report([place])
    expect(totals).toMatchObject({ images: 4, imageVirtualBytes: 3 * 2 ** 30 })
    expect(found.map(({ hardLinkOf }) => hardLinkOf)).toEqual([null, 'a.qcow2', 'a.qcow2', null])
    expectAsDu(place)
    const { stdout } = cli.run(['scan', place])
    expect(stdout).toMatch(/^Virtual +3\.00 GiB +4 images$/m)
    expect(stdout).toMatch(/^c\.qcow2 \(hard link of a\.qcow2\) /m)
    const csv = cli.run(['scan', place, '-f', 'csv-images']).stdout
    expect(csv.match(/,a\.qcow2,/g)).toHaveLength(1 + 2)
  })

  test('looks below --root for names of another machine', () => {
    const place = join(folder, 'mapped')
    mkdirSync(join(place, 'srv'), { recursive: true })
    qemuImg(place, 'create', '-q', '-f', 'raw', 'srv/b.raw', '1M')
    mkdirSync(join(place, 'here'))
    const args = ['create', '-q', '-u', '-f', 'qcow2', '-b', '/srv/b.raw', '-F', 'raw']
    qemuImg(place, ...args, 'here/top.qcow2', '1M')
    const here = join(place, 'here')
    expect(report([here]).images[0]?.chain).toBe('outside')
    expect(report([here, '--root', place]).images[0]?.chain).toBe('complete')
  })

  test('names an image that is reported by itself for what it is', () => {
    const { stdout } = cli.run(['scan', join(images, 'top.qcow2')])
    expect(stdout).toMatch(new RegExp(`^Image ${join(images, 'top.qcow2')}\n`))
    expect(stdout).toMatch(/^ {2}images .* 1 image$/m)
    expect(stdout).toMatch(/^Virtual +1\.00 MiB +1 image$/m)
  })
})
