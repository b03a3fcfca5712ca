import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg, temporaryFolder } from '../../helpers/qemu-img.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

const folder = temporaryFolder()
let cli: BuiltCli

beforeAll(async () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'sound', '1M')
  qemuImg(
    folder,
    'create',
    '-q',
    '-f',
    'qcow2',
    '-u',
    '-b',
    '/etc/shadow',
    '-F',
    'raw',
    'forged',
    '1M',
  )
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'extended_l2=on', 'extended', '1M')
  writeFileSync(join(folder, 'raw'), '')
  truncateSync(join(folder, 'raw'), 1 << 20)
  mkdirSync(join(folder, 'folder'))
  cli = await buildCli()
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

describe('detect', () => {
  test('prints formats with their bytes, findings with theirs, and what OpenStack does', () => {
    const { status, stdout } = run('extended')
    expect(status).toBe(0)
    expect(stdout).toContain('format: qcow2 (certain)\n  0+4: 514649fb (magic number)\n')
    expect(stdout).toContain('safety as an image: safe (')
    expect(stdout).toContain('as an openstack image: refused (qcow2)\n  oslo-unknown-features: ')
  })

  test('one file after the other, as text or as an array', () => {
    expect(run('sound', 'raw').stdout.match(/^(image|format): .*$/gm)).toEqual([
      'image: sound',
      'format: qcow2 (certain)',
      'image: raw',
      'format: raw (certain)',
    ])
    const results = JSON.parse(run('--output', 'json', 'sound', 'raw').stdout) as Json[]
    expect(results.map(({ filename, format, state }) => [filename, format, state])).toEqual([
      ['sound', 'qcow2', 'safe'],
      ['raw', 'raw', 'safe'],
    ])
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
})
