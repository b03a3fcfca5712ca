// @vitest-environment jsdom

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, test } from 'vitest'
import { withExtentFiles } from '../../../../electron/files/extent-files.ts'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { Structures } from '../../../../renderer/views/detail/structures/Structures.tsx'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { installLayout } from '../../dom.tsx'

installLayout()
const folder = temporaryFolder()

/** The details of an image that stands in an opened folder. */
function show(name: string, language: Language = 'en'): void {
  const details = inspectImage(memorySource(readFileSync(join(folder, name))))
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n(language)}>
        <Structures details={withExtentFiles(details, liveTree(folder), name)} />
      </I18nextProvider>
    </MantineProvider>,
  )
}

function make(format: string, options: string, name: string): void {
  qemuImg(folder, 'create', '-q', '-f', format, '-o', options, name, '5M')
}

/** The value beside a field's name, in a part of the image. */
function valueIn(part: string, field: string): string {
  const details = screen.getByText(part).closest('details')
  if (details === null) throw new Error(`no part ${part}`)
  const row = within(details).getAllByText(field)[0]?.closest('div')
  return row?.querySelector('dd')?.textContent ?? ''
}

describe('what an image of a virtual machine says', () => {
  test('a VMDK: its header and descriptor', () => {
    make('vmdk', 'subformat=streamOptimized', 'stream.vmdk')
    show('stream.vmdk')
    expect(valueIn('Sparse extent header', 'Grain size (bytes)')).toBe('65536')
    expect(valueIn('Sparse extent header', 'Compressed grains')).toBe('yes')
    expect(valueIn('Descriptor', 'Create type')).toBe('streamOptimized')
    expect(valueIn('Descriptor', 'Parent content ID')).toBe('4294967295')
  })

  test('a VMDK in pieces: which of them are here, and which are not looked for', () => {
    make('vmdk', 'subformat=monolithicFlat', 'flat.vmdk')
    const text = readFileSync(join(folder, 'flat.vmdk'), 'utf8')
    writeFileSync(join(folder, 'flat.vmdk'), `${text}RW 1 FLAT "/etc/passwd" 0\n`)
    show('flat.vmdk')
    const part = screen.getByText('Extents in other files').closest('details')
    expect(part?.textContent).toContain('flat-flat.vmdk')
    expect(part?.textContent).toContain('Statehere')
    expect(part?.textContent).toContain('refused: not a plain name beside the descriptor')
  })

  test('a VDI', () => {
    make('vdi', 'static=on', 'static.vdi')
    show('static.vdi')
    expect(valueIn('Header', 'Image type')).toBe('static')
    expect(valueIn('Header', 'Allocated blocks')).toBe('5')
  })

  test('a VHD, in Chinese', () => {
    make('vpc', 'subformat=dynamic', 'dynamic.vhd')
    show('dynamic.vhd', 'zh-CN')
    expect(valueIn('镜像头', '磁盘类型')).toBe('动态')
    expect(valueIn('镜像头', '大小取自')).toBe('柱面、磁头与扇区')
    expect(valueIn('镜像头', '创建时间')).toMatch(/^20\d\d-/)
    expect(valueIn('动态磁盘头', '块大小（字节）')).toBe('2097152')
    expect(valueIn('几何参数', '磁头数')).toMatch(/^\d+$/)
  })
})
