import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const top = temporaryFolder()
const cli = cliOfTests()
const at = (path: string): string => join(top, path)
const run = (...args: readonly string[]) => cli.run(args, { cwd: top })

/** The same overlay, with another name of what is below it. */
function overlay(path: string, name: string, format = 'qcow2'): void {
  cpSync(at('plain'), at(path))
  qemuImg(top, 'rebase', '-u', '-b', name, '-F', format, path)
}

const json = (value: object): string => `json:${JSON.stringify(value)}`
const FILE = { driver: 'file', filename: '/gone/base.qcow2' }
const PART = json({ driver: 'raw', offset: 1 << 20, size: 1 << 20, file: FILE })

beforeAll(() => {
  qemuImg(top, 'create', '-q', '-f', 'qcow2', 'base.qcow2', '4M')
  qemuIo(at('base.qcow2'), ['write -P 5 0 1M'])
  qemuImg(top, 'create', '-q', '-f', 'qcow2', '-b', at('base.qcow2'), '-F', 'qcow2', 'plain')
  qemuIo(at('plain'), ['write -P 9 1M 64k'])
  qemuImg(top, 'convert', '-O', 'raw', 'plain', 'theirs.raw')
}, 120_000)

describe('a file that --locate reads for a name with a protocol', () => {
  test.each([
    ['file: and a name beside nobody knows what', 'file:base.qcow2'],
    ['an image of Ceph', 'rbd:vms/8d1f_disk:id=cinder:conf=/etc/ceph/ceph.conf'],
    ['an export of NBD', 'nbd://10.0.0.7:10809/vda'],
    ['a path of Windows', 'C:\\images\\base.qcow2'],
    ['a description as QEMU records one', json({ driver: 'qcow2', file: FILE })],
    [
      'one with members by their path',
      json({ driver: 'qcow2', 'file.driver': 'rbd', 'file.pool': 'vms', 'file.image': 'x' }),
    ],
    ['one of the bytes alone', json({ driver: 'nbd', host: 'a', port: '10809', export: 'x' })],
  ])('is read for %s', (_, name) => {
    overlay('disk', name)
    expect(run('read', '--length', '1', 'disk').stderr).toContain('=FILE')
    const { status, stderr } = run(
      ...['export', '--locate', `${name}=base.qcow2`, '-o', 'ours.raw', 'disk'],
    )
    expect(status).toBe(0)
    expect(stderr).toContain(`${at('base.qcow2')} is read for '`)
    expect(stderr).not.toContain('it may be another')
    expect(readFileSync(at('ours.raw')).equals(readFileSync(at('theirs.raw')))).toBe(true)
  })

  test('is asked for by the name with the password that it holds, which nothing repeats', () => {
    const name = 'rbd:vms/x:id=a:key=c2VjcmV0'
    overlay('keyed', name)
    const { status, stdout, stderr } = run(
      ...['read', '--locate', `${name}=base.qcow2`, '--length', '1', 'keyed'],
    )
    expect([status, stdout]).toEqual([0, '\u0005'])
    expect(stderr).toContain("for 'rbd:vms/x:id=a:key=…'")
    expect(stderr).not.toContain('c2VjcmV0')
  })

  test.each([
    ['rbd:vms/x:id=a:key=c2VjcmV0=missing.raw', 'rbd:vms/x:id=a:key=…=FILE: it does not exist'],
    ['rbd:vms/x:id=a:key=c2VjcmV0', 'it does not exist'],
    [json({ driver: 'rbd', password: 'c2VjcmV0' }), '--locate wants NAME=FILE, not json:'],
    [json({ driver: 'rbd', password: 'a=c2VjcmV0' }), '=FILE: it does not exist'],
  ])('is asked for by %s, which ends in no file, and no password is repeated', (pair, sentence) => {
    const { status, stdout, stderr } = run('read', '--locate', pair, 'plain')
    expect([status === 0, stdout]).toEqual([false, ''])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('c2VjcmV0')
  })

  test('is read as it stands for the bytes alone, of which no format is recorded, as QEMU has it', () => {
    const name = json({ driver: 'file', filename: at('base.qcow2') })
    overlay('bytes', name)
    const header = readFileSync(at('bytes'))
    // Header extension of the backing format: another number, which nobody knows, in its place.
    header.writeUInt32BE(0x12345678, header.indexOf('e2792aca', 'hex'))
    writeFileSync(at('bytes'), header)
    qemuImg(top, 'convert', '-O', 'raw', 'bytes', 'bytes.raw')
    const { status } = run(
      ...['export', '--locate', `${name}=base.qcow2`, '-o', 'ours-bytes.raw', 'bytes'],
    )
    expect(status).toBe(0)
    expect(readFileSync(at('ours-bytes.raw')).equals(readFileSync(at('bytes.raw')))).toBe(true)
  })

  test.each([
    ['a part of a file', PART],
    ['what a driver makes of several', json({ driver: 'quorum', children: [FILE] })],
    ['a text that is no description', 'json:{driver:file'],
  ])('is refused for %s, with a sentence, and not asked for', (_, name) => {
    overlay('part', name, 'raw')
    const { status, stdout, stderr } = run('read', '--locate', `${name}=base.qcow2`, 'part')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain("--locate: no file is read for 'json:")
    expect(run('read', 'part').stderr).not.toContain('=FILE')
    expect(run('info', '--locate', `${name}=base.qcow2`, 'part')).toMatchObject({ status: 1 })
  })
})
