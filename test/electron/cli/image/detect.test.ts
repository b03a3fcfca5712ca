import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PartitionTable } from '../../../../shared/formats/partition/types.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { makeDisk } from '../../../helpers/programs/sfdisk.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'sound', '1M')
  overlayOn(folder, '/etc/shadow', 'forged')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'extended_l2=on', 'extended', '1M')
  writeFileSync(join(folder, 'raw'), '')
  truncateSync(join(folder, 'raw'), 1 << 20)
  mkdirSync(join(folder, 'folder'))
}, 120_000)

const run = (...args: readonly string[]) => cli.run(['detect', ...args], { cwd: folder })

interface Json {
  readonly filename: string
  readonly format: string
  readonly state: string
  readonly checks: readonly {
    readonly code: string
    readonly state: string
    readonly sentence?: string
  }[]
  readonly openstack: {
    readonly accepts: boolean
    readonly reasons: readonly { readonly code: string }[]
  }
}

function overlay(below: string, name: string): void {
  const options = ['-b', below, '-F', 'qcow2', name, '1M']
  qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', ...options)
}

test.each([
  ['ssh://root:SeCrEt@host/d', 'ssh://…@host/d'],
  ['rbd:vms/base:id=nova:key=SeCrEt', 'rbd:vms/base:id=nova:key=…'],
  ['json:{"driver":"https","url":"https://h/x","cookie":"SeCrEt"}', 'json:{'],
])('the report of %s has no secret of the recorded name, and the rest of it', (name, shown) => {
  qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', name, '-F', 'raw', 'remote', '1M')
  for (const output of ['human', 'json']) {
    const { stdout, stderr } = run('--output', output, 'remote')
    expect(stdout).toContain(output === 'json' ? JSON.stringify(shown).slice(1, -1) : shown)
    expect(stdout + stderr).not.toContain('SeCrEt')
  }
  // qemu-img prints what is recorded, and so does what prints as it does.
  expect(cli.run(['info', 'remote'], { cwd: folder }).stdout).toContain('SeCrEt')
})

describe('detect of what lies where Nova keeps it', () => {
  const uuid = 'aaaaaaaa-0000-4000-8000-000000000001'
  const note = (what: string, role: string) =>
    `where it lies it is ${what}, and it is judged as an image that is to be taken in: --role ${role} judges it as what it is there\n`

  beforeAll(() => {
    for (const name of [uuid, '_base']) mkdirSync(join(folder, name))
    const over = ['-b', join(folder, 'raw'), '-F', 'raw', `${uuid}/disk`, '1M']
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', ...over)
    truncateSync(join(folder, 'raw'), 1 << 20)
    writeFileSync(join(folder, '_base/0a1b'), Buffer.alloc(512))
  })

  test('says that it could be judged as that, which is another question', () => {
    const { status, stdout, stderr } = run(`${uuid}/disk`)
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `cowscope: ${uuid}/disk: ${note("an instance's disk", 'disk')}`,
    })
    expect(stdout).toContain('safety as an image: unsafe')
    expect(run('_base/0a1b').stderr).toBe(`cowscope: _base/0a1b: ${note('a base file', 'base')}`)
  })

  test('says it of an overlay of a snapshot, whose name tells nothing', () => {
    const [first, second] = [`${uuid}/disk.before`, `${uuid}/disk.after`]
    overlay(join(folder, uuid, 'disk'), first)
    overlay('disk.before', second)
    overlay(join(folder, 'sound'), `${uuid}/alone`)
    for (const name of [first, second])
      expect(run(name).stderr).toBe(`cowscope: ${name}: ${note("an instance's disk", 'disk')}`)
    expect(run(`${uuid}/alone`).stderr).toBe('')
  })

  test('says nothing where the role is told, and of a file elsewhere', () => {
    const disk = run('--role', 'disk', `${uuid}/disk`)
    expect(disk.stderr).toBe('')
    expect(disk.stdout).not.toContain('safety as a disk: unsafe')
    expect(run('--role', 'image', `${uuid}/disk`).stderr).toBe('')
    expect(run('sound').stderr).toBe('')
  })
})

describe('detect', () => {
  test('prints formats with their bytes, findings with theirs, and what OpenStack does', () => {
    const { status, stdout } = run('extended')
    expect(status).toBe(0)
    expect(stdout).toContain('format: qcow2 (certain)\n  0x0+4: 514649fb (magic number)\n')
    expect(stdout).toContain('safety as an image: safe (')
    expect(stdout).toContain('as an openstack image: refused (qcow2)\n  oslo-unknown-features: ')
  })

  test('lists the partitions of a raw disk and the volume of a CD image', () => {
    makeDisk(join(folder, 'gpt.raw'), 64 << 20, 'label: gpt\nsize=9M,type=U,name=EFI\ntype=L\n')
    const { stdout } = run('gpt.raw')
    expect(stdout).toContain('format: gpt (certain)')
    expect(stdout).toContain('as an openstack image: accepted (raw with a GPT)\n')
    expect(stdout).toContain(
      '  1: 1048576+9437184 (9.00 MiB), EFI System (c12a7328-f81f-11d2-ba4b-00a0c93ec93b), "EFI"\n',
    )
    const json = JSON.parse(run('--output', 'json', 'gpt.raw').stdout) as {
      readonly partitions: PartitionTable
    }
    expect(json.partitions.scheme).toBe('gpt')
    expect(json.partitions.partitions).toMatchObject([
      {
        number: 1,
        start: 1_048_576,
        size: 9_437_184,
        label: 'EFI',
        attributes: '0x0000000000000000',
      },
      { number: 2, typeName: 'Linux filesystem' },
    ])
    execFileSync('genisoimage', ['-quiet', '-R', '-J', '-V', 'config-2', '-o', 'cd', 'sound'], {
      cwd: folder,
    })
    expect(run('cd').stdout).toContain('volume: ISO 9660 "config-2", Joliet level 3, Rock Ridge\n')
    expect(JSON.parse(run('--output', 'json', 'cd').stdout)).toMatchObject({
      iso: { volume: { volumeId: 'config-2' }, rockRidge: true, joliet: { level: 3 } },
    })
  })

  test('calls a disk with an MBR raw, by whatever name OpenStack’s inspector has for it', () => {
    makeDisk(join(folder, 'mbr.raw'), 64 << 20, 'label: dos\nsize=9M\n')
    expect(run('mbr.raw').stdout).toContain('as an openstack image: accepted (raw with an MBR)\n')
    const { openstack } = JSON.parse(run('--output', 'json', 'mbr.raw').stdout) as Json
    expect(openstack).toEqual({ accepts: true, formats: ['gpt'], reasons: [] })
  })

  test('of a mounted tree, --root: a symlink leads to where it led on the node', () => {
    mkdirSync(join(folder, 'node/srv'), { recursive: true })
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'node/srv/real', '1M')
    symlinkSync('/srv/real', join(folder, 'node/linked'))
    expect(run('node/linked')).toMatchObject({ status: 1, stdout: '' })
    const { status, stdout, stderr } = run('--root', 'node', 'node/linked')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^image: node\/linked\nformat: qcow2 \(certain\)/)
    expect(run('--root', 'raw', 'sound')).toMatchObject({ status: 1, stdout: '' })
  })

  test('one file after the other, as text or as an array', () => {
    expect(run('sound', 'raw').stdout.match(/^(image|format): .*$/gm)).toEqual([
      'image: sound',
      'format: qcow2 (certain)',
      'image: raw',
      'format: raw (weak)',
    ])
    const results = JSON.parse(run('--output', 'json', 'sound', 'raw').stdout) as Json[]
    expect(results.map(({ filename, format, state }) => [filename, format, state])).toEqual([
      ['sound', 'qcow2', 'safe'],
      ['raw', 'raw', 'safe'],
    ])
  })

  test.each([
    ['aki', 'the kernel of an Amazon image'],
    ['ari', 'the ramdisk of an Amazon image'],
    ['ami', 'the disk of an Amazon image'],
  ])('--declared %s is named for what it is', (declared, words) => {
    const { stdout } = run('--declared', declared, 'raw')
    expect(stdout).toContain(`\ndeclared: ${declared}: ${words}, raw to QEMU;`)
    const json = JSON.parse(run('--output', 'json', '--declared', declared, 'raw').stdout)
    expect(json.declared).toEqual({
      format: declared,
      sentence: expect.stringContaining(`${declared}: ${words}`),
    })
    expect(JSON.parse(run('--output', 'json', 'raw').stdout)).not.toHaveProperty('declared')
    expect(run('--declared', declared, 'forged').stdout).toContain(
      `The disk is declared ${declared} and begins with the header of a qcow2 image`,
    )
    expect(run('raw').stdout).not.toContain('declared:')
  })

  test('--declared raw: a header that a guest has written is told with what it reaches for', () => {
    const { status, stdout } = run(
      '--output',
      'json',
      '--declared',
      'raw',
      '--role',
      'disk',
      'forged',
    )
    const { checks, openstack, state } = JSON.parse(stdout) as Json
    expect([status, state]).toEqual([0, 'unsafe'])
    const found = checks.find(({ code }) => code === 'forged-header')
    expect(found).toMatchObject({ state: 'fail', sentence: expect.stringContaining('/etc/shadow') })
    expect(checks.find(({ code }) => code === 'backing-file')?.state).toBe('pass')
    expect(openstack.reasons.map(({ code }) => code)).toEqual([
      'oslo-backing-file',
      'nova-declared-format',
      'nova-qemu-format',
    ])
  })

  test('1 for what cannot be read, beside what can; 2 for wrong usage', () => {
    const { status, stdout, stderr } = run('gone', 'folder', 'sound')
    expect(status).toBe(1)
    expect(stderr).toMatch(/gone: it does not exist.*folder: it is a folder, not an image/s)
    expect(stdout).toMatch(/^image: sound\n/)
    expect(run().status).toBe(2)
    expect(run('--role', 'kernel', 'sound').status).toBe(2)
  })

  test('says that a name promises another format than the bytes are', () => {
    writeFileSync(join(folder, 'garbage.qcow2'), Buffer.alloc(65_536, 7))
    const { status, stdout } = run('garbage.qcow2')
    expect(status).toBe(0)
    expect(stdout).toContain('  info file-name: The name ends in .qcow2, but the content is raw: ')
    expect(stdout).toContain('safety as an image: safe')
  })
})
