import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_VOLUME } from '../../../helpers/images/encrypted-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  FOLDER,
  INSTANCES,
  SmallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const results = temporaryFolder()
const node = new SmallNode(temporaryFolder())
const OTHER = `${INSTANCES}/${UUID.replace(/1$/, '2')}`
const KEPT = `${FOLDER}_resize/disk`
const BYTES = ['read', 'export', 'map', 'measure'] as const
const argsOf = { read: [], export: ['-o', 'out.raw'], map: [], measure: ['-O', 'raw'] } as const

function run(command: (typeof BYTES)[number], ...args: readonly string[]) {
  const asked = [command, ...argsOf[command], '--root', node.root, ...args, node.path(DISK)]
  return cli.run(asked, { cwd: results })
}

beforeAll(() => {
  for (const path of [OTHER, `${FOLDER}_resize`]) mkdirSync(node.path(path))
  for (const path of [`${OTHER}/disk`, KEPT]) {
    node.make('qcow2', path, '8M', '-u', '-F', 'raw', '-b', `/${BASE}`)
  }
  qemuImg(node.root, 'create', '-q', '-f', 'qcow2', `${OTHER}/own`, '8M')
  qemuIo(node.path(`${OTHER}/own`), ['write -P 7 0 64k'])
})

describe('a disk that stands on the disk of another instance', () => {
  const SENTENCE = `${OTHER}/own, in the folder of another instance, whose data it shows`

  test.each(['read', 'export'] as const)(
    'is not read by %s, unless somebody says so',
    (command) => {
      node.overlay(`/${OTHER}/own`, 'qcow2', '8M')
      const { status, stdout, stderr } = run(command)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toContain(SENTENCE)
      expect(stderr.trimEnd()).not.toContain('\n')
      expect(run(command, '--format', 'qcow2')).toMatchObject({ status: 0, stderr: '' })
      if (command === 'export') {
        expect(readFileSync(join(results, 'out.raw')).subarray(0, 4).toString()).toBe(
          '\u0007'.repeat(4),
        )
      }
    },
  )

  test.each(['map', 'measure'] as const)('has it said by %s, which shows no data', (command) => {
    node.overlay(`/${OTHER}/own`, 'qcow2', '8M')
    const { status, stderr } = run(command)
    expect([status, stderr.includes(SENTENCE)]).toEqual([0, true])
  })

  test('has it said by info, which shows the header of each', () => {
    node.overlay(`/${OTHER}/own`, 'qcow2', '8M')
    const args = ['info', '--backing-chain', '--root', node.root, node.path(DISK)]
    const { status, stdout, stderr } = cli.run(args)
    expect([status, stdout.match(/^image: /gm)?.length]).toEqual([0, 2])
    expect(stderr).toContain(SENTENCE)
    node.overlay()
    expect(cli.run(args)).toMatchObject({ status: 0, stderr: '' })
  })

  test('further down is not read either', () => {
    node.make('qcow2', `${FOLDER}/between`, '8M', '-u', '-F', 'qcow2', '-b', `/${OTHER}/own`)
    node.overlay(`/${FOLDER}/between`, 'qcow2', '8M')
    expect(run('read')).toMatchObject({ status: 1, stdout: '' })
  })

  test('as its external data file is not read either', () => {
    const named = `X${`${OTHER}/own`.slice(1).replaceAll('/', 'X')}`.padEnd(OTHER.length + 5, 'X')
    node.make('qcow2', DISK, '1M', '-o', `data_file=${named},data_file_raw=on`)
    const at = readFileSync(node.path(DISK)).indexOf(named)
    node.patch(DISK, at, ...Buffer.from(`/${OTHER}/own`))
    const { status, stderr } = run('read')
    expect([status, stderr.includes(SENTENCE)]).toEqual([1, true])
  })
})

test.each([
  ['a base', `/${BASE}`, 'raw'],
  ['what a resize keeps of the same instance', `/${KEPT}`, 'qcow2'],
  ['another file of its own folder', `/${FOLDER}/own`, 'qcow2'],
])('a disk on %s is read as ever', (_, name, format) => {
  node.make('qcow2', `${FOLDER}/own`, '8M', '-u', '-F', 'raw', '-b', `/${BASE}`)
  node.overlay(name, format, '8M')
  expect(run('export')).toMatchObject({ status: 0, stderr: '' })
})

test('a disk that disk.info has as raw is told of by info too where a symlink leads to its folder', () => {
  node.overlay()
  node.diskInfo({ disk: 'raw' })
  symlinkSync(node.path(FOLDER), join(results, 'link'))
  for (const path of [node.path(DISK), join(results, 'link/disk')]) {
    const { status, stderr } = cli.run(['info', path])
    expect(status).toBe(0)
    expect(stderr).toContain('disk.info beside it declares it raw')
  }
  node.diskInfo({ disk: 'qcow2' })
})

describe('a disk that its domain’s XML below --root declares', () => {
  const XML = 'etc/libvirt/qemu/instance-00000001.xml declares it raw'

  test.each(BYTES)('raw has nothing read by %s that its header names', (command) => {
    node.overlay()
    node.domain({ disk: 'raw' })
    node.diskInfo({})
    const { status, stdout, stderr } = run(command)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(XML)
    expect(run(command, '--format', 'raw').status).toBe(0)
  })

  test.each(['info', 'check'])('raw has it said by %s', (command) => {
    node.make('qcow2', DISK, '8M')
    node.domain({ disk: 'raw' })
    const { status, stderr } = cli.run([command, '--root', node.root, node.path(DISK)])
    expect([status, stderr.includes(XML)]).toEqual([0, true])
  })

  test('qcow2 is read by its header, as QEMU does, whatever an old disk.info says', () => {
    node.overlay()
    node.domain({ disk: 'qcow2' })
    node.diskInfo({ disk: 'raw' })
    expect(run('export')).toMatchObject({ status: 0, stderr: '' })
  })

  test('by no XML that is spoiled, or another instance’s', () => {
    node.overlay()
    node.diskInfo({ disk: 'qcow2' })
    node.domain({ disk: 'qcow2' })
    node.write('etc/libvirt/qemu/bad.xml', `<domain>/${UUID}/`)
    const other = readFileSync(node.path('etc/libvirt/qemu/instance-00000001.xml'), 'utf8')
    node.write(
      'etc/libvirt/qemu/other.xml',
      other.replaceAll(UUID, UUID.replace(/1$/, '2')).replace('"qcow2"', '"raw"'),
    )
    expect(run('export')).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('a LUKS volume on a disk that its domain’s XML below --root has as raw', () => {
  const SENTENCE = 'declares it raw and does not decrypt it: its LUKS header is data of its guest'
  const XML = 'etc/libvirt/qemu/instance-00000001.xml'

  beforeAll(() => createEncrypted(node.root, LUKS_VOLUME, DISK))

  function domain(format: string, isDecrypted = false): void {
    node.domain({ disk: format })
    node.diskInfo({})
    if (!isDecrypted) return
    const text = readFileSync(node.path(XML), 'utf8')
    node.write(XML, text.replace('</disk>', '<encryption format="luks"/></disk>'))
  }

  test.each(['read', 'export'] as const)(
    'is the guest’s as it stands, which %s says',
    (command) => {
      domain('raw')
      const { status, stdout, stderr } = run(command)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toContain(`${SENTENCE}; --format raw reads the file as it stands`)
      expect(run(command, '--format', 'raw').status).toBe(0)
      const whole = readFileSync(node.path(DISK))
      if (command === 'export') {
        expect(readFileSync(join(results, 'out.raw')).equals(whole)).toBe(true)
      }
    },
  )

  test.each(['map', 'measure'] as const)('has it said by %s', (command) => {
    domain('raw')
    const { status, stderr } = run(command)
    expect([status, stderr.includes(SENTENCE)]).toEqual([0, true])
  })

  test.each([
    ['raw', false, true],
    ['raw', true, false],
    ['luks', false, false],
  ])('has it said by info where it is %s there, decrypted: %s', (format, isDecrypted, isSaid) => {
    domain(format, isDecrypted)
    const { status, stderr } = cli.run(['info', '--root', node.root, node.path(DISK)])
    expect([status, stderr.includes(SENTENCE)]).toEqual([0, isSaid])
  })

  test('is a volume to who has the key where the domain decrypts it, or disk.info alone says raw', () => {
    domain('raw', true)
    expect(run('export').stderr).not.toContain('LUKS header is data')
    node.domain({})
    node.diskInfo({ disk: 'raw' })
    expect(run('export').stderr).not.toContain('LUKS header is data')
  })
})
