// @vitest-environment jsdom

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, test } from 'vitest'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { LuksSection } from '../../../../renderer/views/inspector/structure/LuksSection.tsx'
import { StructureTab } from '../../../../renderer/views/inspector/structure/StructureTab.tsx'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { ascii, layOut, u16le } from '../../../helpers/bytes/encoders.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../../../helpers/images/encrypted-images.ts'
import { logged } from '../../../helpers/images/vhdx-log.ts'
import { CHEAP_KEYS, luksVolume } from '../../../helpers/programs/cryptsetup.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { makeDisk } from '../../../helpers/programs/sfdisk.ts'
import { installLayout } from '../../dom.tsx'

installLayout()
const folder = temporaryFolder()
const path = (name: string) => join(folder, name)

function show(bytes: Uint8Array, language: Language = 'en'): void {
  inPage(<StructureTab details={inspectImage(memorySource(bytes))} />, language)
}

function inPage(part: ReactNode, language: Language = 'en'): void {
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n(language)}>{part}</I18nextProvider>
    </MantineProvider>,
  )
}

function rows(table: string): (string | null)[][] {
  const [, ...found] = within(screen.getByRole('table', { name: table })).getAllByRole('row')
  return found.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  )
}

/** The value beside a field's name, in a part of the image. */
function valueIn(part: string, field: string): string {
  const details = screen.getByText(part).closest('details')
  if (details === null) throw new Error(`no part ${part}`)
  const row = within(details).getAllByText(field)[0]?.closest('div')
  return row?.querySelector('dd')?.textContent ?? ''
}

function factOf(name: string): string {
  return screen.getByText(name).nextElementSibling?.textContent ?? ''
}

describe('what raw data holds', () => {
  test('partitions of a GPT, with type, name and both headers', () => {
    const table = 'label: gpt\nsize=9M,type=U,name=EFI\nsize=20M,type=L,attrs=LegacyBIOSBootable\n'
    makeDisk(path('gpt'), 64 << 20, table)
    show(readFileSync(path('gpt')))
    expect(rows('Partitions')).toEqual([
      ['1', '0x100000', '9.00 MiB', 'EFI System', 'EFI', ''],
      ['2', '0xa00000', '20.0 MiB', 'Linux filesystem', '', 'bootable'],
    ])
    expect(screen.getByText('First header sound, copy at the end sound')).toBeDefined()
  })

  test('logical partitions of an MBR, in Chinese', () => {
    makeDisk(path('mbr'), 64 << 20, 'label: dos\nsize=5M,bootable\ntype=5\nsize=10M,type=82\n')
    show(readFileSync(path('mbr')), 'zh-CN')
    const cells = rows('分区').map(([number, , , type, , place]) => [number, type, place])
    expect(cells).toEqual([
      ['1', 'Linux', '主分区可引导'],
      ['2', 'Extended', '扩展分区'],
      ['5', 'Linux swap / Solaris', '逻辑分区'],
    ])
  })

  test('a table that is damaged, with what was expected', () => {
    makeDisk(path('damaged'), 64 << 20, 'label: gpt\nsize=9M\n')
    const bytes = readFileSync(path('damaged'))
    bytes[512 + 40] = 0x99
    show(bytes)
    expect(screen.getByText('First header damaged, copy at the end sound')).toBeDefined()
    screen.getByText('The GPT header at 0x200 is not there, or its checksums are wrong.')
  })

  test('a table that is damaged or cut, in Chinese without English in between', () => {
    makeDisk(path('broken'), 64 << 20, 'label: gpt\nsize=9M\n')
    const bytes = readFileSync(path('broken')).subarray(0, 5 << 20)
    show(bytes, 'zh-CN')
    screen.getByText('0x3fffe00 处的 GPT 头副本不存在，或校验和有误。')
    screen.getByText('0x100000 处的分区超出文件末尾。')
    expect(document.body.textContent).not.toMatch(/expected|checksums|bytes|the end at/)
  })

  test('the boot entries of a CD image, in Chinese without English in between', () => {
    const boot = path('boot.img')
    writeFileSync(boot, Buffer.alloc(2048))
    execFileSync('genisoimage', [
      '-quiet',
      '-b',
      'boot.img',
      '-no-emul-boot',
      '-o',
      path('boots'),
      boot,
    ])
    show(readFileSync(path('boots')), 'zh-CN')
    expect(factOf('引导')).toMatch(/^x86，无仿真，2.00 KiB，位于 0x/)
  })

  test('the volume of a CD image', () => {
    const options = ['-quiet', '-R', '-J', '-V', 'config-2', '-o', path('cd')]
    execFileSync('genisoimage', [...options, import.meta.filename])
    show(readFileSync(path('cd')))
    expect(factOf('Volume')).toBe('config-2')
    expect(factOf('Names')).toBe('ISO 9660 · Joliet, level 3 · Rock Ridge')
  })

  test('a kernel by its role', () => {
    show(layOut(4096, { 510: u16le(0xaa55), 514: ascii('HdrS'), 518: u16le(0x20f) }))
    expect(factOf('Looks like')).toBe('Linux kernel (AKI) for x86')
    expect(factOf('Boot protocol')).toBe('2.15')
  })
})

describe('what formats of other systems say', () => {
  test('a VHDX: its disk, both headers and a log that is to be replayed', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vhdx', '-o', 'block_size=1M', 'vhdx', '8M')
    show(logged(new Uint8Array(readFileSync(path('vhdx'))), 2))
    expect(valueIn('Disk', 'Disk type')).toBe('dynamic')
    expect(valueIn('Disk', 'Block size (bytes)')).toBe('1048576')
    expect(valueIn('Log', 'State')).toContain('to be replayed')
    expect(valueIn('Log', 'Entries')).toBe('2')
    expect(valueIn('Headers', 'State')).toMatch(/^(current|older)$/)
    expect(valueIn('Header', 'Creator application')).toContain('QEMU')
  })

  test('a Parallels disk, in Chinese', () => {
    qemuImg(folder, 'create', '-q', '-f', 'parallels', 'hds', '8M')
    show(readFileSync(path('hds')), 'zh-CN')
    expect(valueIn('镜像头', '簇大小（扇区）')).toBe('2048')
    expect(valueIn('镜像头', '状态')).toBe('从未打开')
  })

  test('QED and version 1 of qcow', () => {
    qemuImg(folder, 'create', '-q', '-f', 'qed', 'qed', '8M')
    show(readFileSync(path('qed')))
    expect(valueIn('Header', 'Table size (clusters)')).toBe('4')
    expect(valueIn('Header', 'Header size (clusters)')).toBe('1')
  })

  test('the LUKS header of a qcow2, whose offsets are those of the file', () => {
    createEncrypted(folder, LUKS_IN_QCOW2, 'sealed.qcow2')
    const bytes = readFileSync(path('sealed.qcow2'))
    const { qcow2 } = inspectImage(memorySource(bytes))
    const { luks, crypto = { offset: 0n } } = qcow2 ?? {}
    inPage(luks && <LuksSection luks={luks} start={crypto.offset} />)
    const start = Number(crypto.offset)
    const [first] = rows('Key slots')
    const offset = Number(first?.at(-1))
    expect(offset).toBe(start + bytes.readUInt32BE(start + 208 + 40) * 512)
    expect(start).toBeGreaterThan(0)
  })

  test('a LUKS volume of version 2', () => {
    luksVolume(path('luks2'), '--type', 'luks2', ...CHEAP_KEYS, '--label', 'secret')
    show(readFileSync(path('luks2')))
    expect(valueIn('Header', 'Label')).toBe('secret')
    expect(valueIn('Key slots', 'Key derivation')).toBe('pbkdf2')
    expect(valueIn('Segments', 'Encryption')).toBe('aes-xts-plain64')
  })
})
