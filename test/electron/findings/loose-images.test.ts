import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { type FileTree, type OpenFile, TreeError } from '../../../shared/files/tree.ts'
import { cleanupScript } from '../../../shared/report/cleanup/cleanup-script.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import { FOLDER, INSTANCES, type SmallNode, withSpace } from '../../helpers/trees/small-node.ts'
import { IDLE, littered, ROOT } from './cleanup/littered-node.ts'

const TEST_OF_SHARED = '0123456789abcdef0123456789abcdef.tmp'

/** What a plan has of the node: the paths that a step is about, and the script. */
function planOf(node: SmallNode) {
  const scan = node.scan()
  const paths = cleanupSteps(scan).map(({ path }) => path)
  return { paths, script: cleanupScript(scan, 'en'), findings: scan.view.findings }
}

describe('an overlay that no name tells of keeps its base, and is not removed', () => {
  test.each([
    ['in a folder inside of an instance’s', `${FOLDER}/snap/x.qcow2`],
    ['further down in one', `${FOLDER}/a/b/c/copy`],
    ['beside the instances', `${INSTANCES}/backup.qcow2`],
    ['in a folder beside them', `${INSTANCES}/backup/b.qcow2`],
    ['among the locks', `${INSTANCES}/locks/x.qcow2`],
    ['where fsck puts what it finds', `${INSTANCES}/lost+found/#12`],
    ['called as mkstemp does', `${FOLDER}/tmp_image`],
    ['called as a test for shared storage', `${FOLDER}/${TEST_OF_SHARED}`],
    ['called as a test of fallocate', `${FOLDER}/x.fallocate_test`],
    ['called so among the instances', `${INSTANCES}/tmp_image`],
    ['called so in the image cache', `${INSTANCES}/_base/x.fallocate_test`],
    ['called as a conversion', `${FOLDER}/disk_qcow`],
  ])('%s', (_, path) => {
    const node = littered()
    expect(planOf(node).script).toContain(`rm -- ${ROOT}/${IDLE} && `)
    node.write(path, '')
    node.make('qcow2', path, '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    node.age(path, 300)
    const { paths, script, findings } = planOf(node)
    expect(paths).not.toContain(path)
    expect(paths).not.toContain(IDLE)
    expect(script).not.toContain(`rm -- ${ROOT}/${IDLE}`)
    const ofBase = findings.filter(({ subject }) => subject.path === IDLE)
    expect(ofBase).toMatchObject([{ code: 'base-used-unseen', evidence: { count: 1 } }])
  })

  test('a VMDK descriptor, of which a few hundred bytes are all', () => {
    const node = littered()
    const descriptor = `${FOLDER}/backup/copy.vmdk`
    const parent = ['parentCID=12345679', `parentFileNameHint="/${IDLE}"`]
    const extent = 'RW 8192 FLAT "copy-flat.vmdk" 0'
    const head = ['# Disk DescriptorFile', 'version=1', 'CID=12345678', ...parent]
    node.write(descriptor, [...head, 'createType="monolithicFlat"', extent, ''].join('\n'), 300)
    node.write(`${FOLDER}/backup/copy-flat.vmdk`, 'x'.repeat(4096), 300)
    expect(planOf(node).paths).not.toContain(IDLE)
  })

  test('one that cannot be read may stand on anything', () => {
    const node = littered()
    const closed = `${FOLDER}/tmp_image`
    node.write(closed, 'x'.repeat(4096), 300)
    const tree = watched(liveTree(node.root), (path) => {
      if (path === closed) throw new TreeError('permission', path, 'EACCES')
    })
    const { view, space } = scanOfTree(withSpace(tree))
    const paths = cleanupSteps({ view, space }).map(({ path }) => path)
    expect(paths).not.toContain(closed)
    expect(paths).not.toContain(IDLE)
    const found = view.findings.filter(({ subject }) => subject.path === closed)
    expect(found.map(({ code }) => code)).toEqual(['unreadable'])
  })
})

describe('what is called as a temporary file', () => {
  test.each([
    ['nothing is in it', '', true],
    ['fallocate made its byte', '\0', true],
    ['it is longer than any of Nova’s', 'text', false],
    ['it is raw data', 'x'.repeat(4096), false],
  ])('is one only if nothing but a test can be in it: %s', (_, text, expected) => {
    for (const name of ['tmp_image', TEST_OF_SHARED, 'x.fallocate_test']) {
      const node = littered()
      node.write(`${FOLDER}/${name}`, text, 300)
      expect(planOf(node).paths.includes(`${FOLDER}/${name}`)).toBe(expected)
    }
  })

  test.each(['qcow2', 'raw'])('a conversion to %s that broke off is one whole', (format) => {
    const node = littered()
    node.make(format, `${FOLDER}/disk_qcow`, '8M')
    node.age(`${FOLDER}/disk_qcow`, 300)
    expect(planOf(node).paths).toContain(`${FOLDER}/disk_qcow`)
  })
})

describe('an overlay that is called as a text or as what boots keeps its base, and is warned of', () => {
  test.each([
    ['a console.log', `${FOLDER}/console.log`],
    ['one that was rotated', `${FOLDER}/console.log.3`],
    ['disk.info', `${FOLDER}/disk.info`],
    ['libvirt.xml', `${FOLDER}/libvirt.xml`],
    ['unrescue.xml', `${FOLDER}/unrescue.xml`],
    ['a kernel', `${FOLDER}/kernel`],
    ['the ramdisk of a rescue', `${FOLDER}/ramdisk.rescue`],
    ['what a TPM keeps', `${FOLDER}/swtpm/state`],
    ['compute_nodes', `${INSTANCES}/compute_nodes`],
    ['the checksum beside a base', `${IDLE}.info`],
  ])('%s', (_, path) => {
    const node = littered()
    expect(planOf(node).paths).toContain(IDLE)
    node.write(path, '')
    node.make('qcow2', path, '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    const { paths, findings } = planOf(node)
    expect(paths).not.toContain(IDLE)
    const ofFile = findings.filter(({ subject, code }) => {
      return subject.path === path && code === 'format-mismatch'
    })
    expect(ofFile).toMatchObject([
      { severity: 'warning', evidence: { case: 'name', detected: 'qcow2', name: `/${IDLE}` } },
    ])
  })

  test('a log that nobody may read leaves nothing open', () => {
    const node = littered()
    const log = `${FOLDER}/console.log`
    node.write(log, 'x'.repeat(4096))
    const tree = watched(liveTree(node.root), (path) => {
      if (path === log) throw new TreeError('permission', path, 'EACCES')
    })
    const { view, space } = scanOfTree(withSpace(tree))
    expect(view.findings.filter(({ subject }) => subject.path === log)).toEqual([])
    expect(cleanupSteps({ view, space }).map(({ path }) => path)).toContain(IDLE)
  })
})

test('an image that is called as a log is one however long it is', () => {
  const node = littered()
  const log = `${FOLDER}/console.log.1`
  node.write(log, '')
  node.make('qcow2', log, '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
  for (let more = 1; more <= 8; more += 1) {
    appendFileSync(join(node.root, log), 'x')
    expect(planOf(node).paths).not.toContain(IDLE)
  }
})

test('of a sound instance nothing more is read than what its role asks for, and the first bytes of logs', () => {
  const node = littered()
  const names = [
    'console.log',
    'console.log.0',
    'console.log.1',
    'swtpm/state',
    'rootfs/a/b',
    'kernel',
  ]
  for (const name of names) node.write(`${FOLDER}/${name}`, 'x'.repeat(4096))
  node.write(`${FOLDER}/console.log.2`, 'x'.repeat(1000))
  node.write(`${INSTANCES}/locks/nova-storage-registry-lock`, '')
  node.write(`${FOLDER}/empty`, '')
  const opened: string[] = []
  const read: (readonly [string, number])[] = []
  const tree = watched(
    liveTree(node.root),
    (path) => opened.push(path),
    (path, length) => read.push([path, length]),
  )
  scanOfTree(withSpace(tree))
  const ofInstance = opened.filter((path) => path.startsWith(`${FOLDER}/`))
  const heads = ['console.log', 'console.log.0', 'console.log.1', 'kernel', 'swtpm/state']
  expect(ofInstance.toSorted()).toEqual(
    [...heads, 'disk', 'disk.info', 'disk.rescue'].map((name) => `${FOLDER}/${name}`).toSorted(),
  )
  expect(opened.filter((path) => path.includes('/locks/'))).toEqual([])
  for (const name of heads) {
    const path = `${FOLDER}/${name}`
    expect(read.filter(([one]) => one === path)).toEqual([[path, 512]])
  }
})

function watched(
  tree: FileTree,
  onOpen: (path: string) => void,
  onRead: (path: string, length: number) => void = () => undefined,
): FileTree {
  const noted = (path: string, file: OpenFile): OpenFile => ({
    size: file.size,
    close: () => file.close(),
    read(target, offset) {
      onRead(path, target.length)
      return file.read(target, offset)
    },
  })
  return {
    rootPath: tree.rootPath,
    list: (path) => tree.list(path),
    lstat: (path) => tree.lstat(path),
    readLink: (path) => tree.readLink(path),
    statfs: (path) => tree.statfs(path),
    identity: (path) => tree.identity(path),
    openedAt: (path) => tree.openedAt(path),
    open: (path) => {
      onOpen(path)
      return noted(path, tree.open(path))
    },
    openListed: (path) => {
      onOpen(path)
      const file = tree.openListed(path)
      return { ...noted(path, file), stat: file.stat, identity: () => file.identity() }
    },
  }
}

describe('an image whose name promises another format than its bytes are', () => {
  const endings = (node: SmallNode) =>
    node.scan().view.findings.filter(({ evidence }) => evidence['case'] === 'ending')

  test('is a forged header where it is called raw: whoever uploads it by its name registers it so', () => {
    const node = littered()
    const image = `${INSTANCES}/backup/b.raw`
    node.write(image, '')
    node.make('qcow2', image, '8M', '-u', '-b', '/etc/shadow', '-F', 'raw')
    expect(endings(node)).toMatchObject([
      {
        code: 'forged-header',
        severity: 'high',
        subject: { kind: 'image', path: image },
        evidence: { declared: 'raw', detected: 'qcow2', offset: 0, reaches: ['/etc/shadow'] },
      },
    ])
  })

  test.each(['mbr', 'iso', 'luks', 'raw'])('is none where raw data hold a %s', (content) => {
    const node = littered()
    const image = `${INSTANCES}/backup/b.raw`
    const bytes = Buffer.alloc(1 << 20)
    if (content === 'mbr') bytes.set([0x55, 0xaa], 510)
    if (content === 'iso') bytes.write('\u0001CD001\u0001', 32768, 'latin1')
    if (content === 'luks') bytes.set([0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe, 0, 1])
    node.write(image, bytes)
    expect(endings(node)).toEqual([])
  })

  test('is worth knowing of: it may have been overwritten', () => {
    const node = littered()
    const [garbage, sound] = [`${INSTANCES}/backup/garbage.qcow2`, `${INSTANCES}/backup/b.qcow2`]
    node.write(garbage, 'x'.repeat(4096))
    node.write(sound, '')
    node.make('qcow2', sound, '8M')
    expect(endings(node)).toMatchObject([
      {
        code: 'format-mismatch',
        severity: 'info',
        subject: { path: garbage },
        evidence: { declared: 'qcow2', detected: 'raw' },
      },
    ])
  })
})
