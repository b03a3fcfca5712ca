import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CheckCode, Verdict, VerdictContext } from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { ascii } from '../helpers/bytes/encoders.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { inspected, osloInspect } from '../helpers/programs/oslo.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { bootable } from './hostile-images.ts'
import { DESCRIPTOR, sparse } from './hostile-vmdk.ts'

const folder = temporaryFolder()

describe('where OpenStack is wrong, Cowscope is right and says that OpenStack refuses', () => {
  const make = (file: string, ...args: readonly string[]) =>
    void qemuImg(folder, 'create', '-q', ...args, file, '5M')
  const judge = (file: string, context: VerdictContext = {}) =>
    withFile(join(folder, file), ({ source }) => imageVerdict(source, context))
  const stateOf = ({ checks }: Verdict, code: CheckCode) =>
    checks.find((check) => check.code === code)?.state
  const reasons = ({ openstack }: Verdict) => openstack.reasons.map(({ code }) => code)
  const oslo = (file: string) => inspected(osloInspect([join(folder, file)])[0] ?? {}).matches

  test('extended L2 entries are a feature that qemu knows, and it does not', () => {
    make('extended', '-f', 'qcow2', '-o', 'extended_l2=on')
    expect(oslo('extended')).toEqual(['qcow2: unknown_features'])
    const verdict = judge('extended')
    expect(stateOf(verdict, 'unknown-features')).toBe('pass')
    expect(verdict.state).toBe('safe')
    expect(verdict.openstack).toMatchObject({ accepts: false, formats: ['qcow2'] })
    expect(reasons(verdict)).toEqual(['oslo-unknown-features'])
  })

  test('version 2 has no feature bits; the length of the backing format is taken for them', () => {
    make('v2', '-u', '-f', 'qcow2', '-o', 'compat=0.10', '-b', 'base', '-F', 'qcow2')
    expect(oslo('v2')).toEqual(['qcow2: backing_file, data_file'])
    const verdict = judge('v2', { role: 'disk' })
    expect(stateOf(verdict, 'data-file')).toBe('pass')
    expect(verdict.state).toBe('safe')
    expect(reasons(verdict)).toEqual(['oslo-backing-file', 'oslo-data-file'])
  })

  test('a fixed VHD is no raw disk, nor is a Parallels image', () => {
    make('fixed-vhd', '-f', 'vpc', '-o', 'subformat=fixed')
    make('hds', '-f', 'parallels')
    expect([oslo('fixed-vhd'), oslo('hds')]).toEqual([['raw: safe'], ['raw: safe']])
    expect(judge('fixed-vhd').detection.primary).toBe('vpc')
    expect(judge('fixed-vhd').openstack).toMatchObject({ accepts: true, formats: ['raw'] })
    expect(judge('hds').detection.primary).toBe('parallels')
    expect(reasons(judge('hds'))).toEqual(['nova-qemu-format'])
  })

  test('a dynamic VHD is vhd to Glance and vpc to qemu, which Nova wants to be the same', () => {
    make('dynamic-vhd', '-f', 'vpc')
    expect(oslo('dynamic-vhd')).toEqual(['vhd: safe'])
    expect(judge('dynamic-vhd').state).toBe('safe')
    expect(reasons(judge('dynamic-vhd', { declaredFormat: 'vhd' }))).toEqual(['nova-qemu-format'])
  })

  test('qcow of version 1 is called qcow2, and refused for its version', () => {
    make('one', '-f', 'qcow')
    expect(oslo('one')).toEqual(['qcow2: unknown_features'])
    expect(judge('one')).toMatchObject({ state: 'safe', detection: { primary: 'qcow' } })
  })

  test('a VMDK may name a parent that is any file: only Nova sees it, after the inspector has not', () => {
    const parent = `${DESCRIPTOR}parentFileNameHint="/etc/passwd"\n`
    writeFileSync(join(folder, 'parent'), sparse({ descriptor: parent }))
    expect(oslo('parent')).toEqual(['vmdk: safe'])
    const verdict = judge('parent')
    expect(stateOf(verdict, 'backing-file')).toBe('fail')
    expect(reasons(verdict)).toEqual(['nova-backing-file'])
  })

  test('a text that is not ASCII later on makes it crash, and Nova refuses a raw disk', () => {
    writeFileSync(
      join(folder, 'words'),
      ascii(`${'some words\n'.repeat(50)}\xff`.padEnd(1024, ' ')),
    )
    expect(osloInspect([join(folder, 'words')])).toEqual([{ crash: 'AttributeError' }])
    expect(judge('words')).toMatchObject({ state: 'safe', detection: { primary: 'raw' } })
    expect(reasons(judge('words'))).toEqual(['oslo-crash'])
  })

  test('an ISO that boots from a disk is two formats to the inspector, and an ISO to Nova', () => {
    execFileSync('genisoimage', ['-quiet', '-o', join(folder, 'cd.iso'), import.meta.filename])
    writeFileSync(join(folder, 'boot.iso'), bootable(readFileSync(join(folder, 'cd.iso'))))
    const [answer] = osloInspect([join(folder, 'boot.iso')])
    expect(answer?.refused).toMatch(/^Multiple formats detected: (gpt,iso|iso,gpt)$/)
    expect(judge('boot.iso', { declaredFormat: 'iso' }).openstack).toEqual({
      accepts: true,
      formats: ['gpt', 'iso'],
      reasons: [],
    })
  })

  test('the corrupt bit, AES and internal snapshots pass the inspector: Cowscope warns', () => {
    make('odd', '-f', 'qcow2')
    qemuImg(folder, 'snapshot', '-c', 'one', 'odd')
    const bytes = readFileSync(join(folder, 'odd'))
    bytes[79] = 2
    bytes[35] = 1
    writeFileSync(join(folder, 'odd'), bytes)
    expect(oslo('odd')).toEqual(['qcow2: safe'])
    const verdict = judge('odd')
    const states = (['corrupt', 'encryption', 'internal-snapshots'] as const).map((code) =>
      stateOf(verdict, code),
    )
    expect(states).toEqual(['warning', 'warning', 'warning'])
    // Without a key nobody makes a raw disk of it.
    expect(verdict.openstack.reasons).toEqual([
      { code: 'nova-convert', params: { reason: 'encrypted' } },
    ])
  })
})
