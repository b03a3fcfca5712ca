// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { installInspector, show } from '../../inspected.tsx'

installInspector()

const folder = temporaryFolder()

/** The overview of an image with these incompatible features. */
async function overviewOf(features: number, language: 'en' | 'zh-CN') {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'a.qcow2', '1M')
  const bytes = new Uint8Array(readFileSync(join(folder, 'a.qcow2')))
  bytes[79] = features
  const tab = language === 'en' ? 'Overview' : '概览'
  const { view } = await show(tab, { language, theme: 'light' }, bytes)
  return view.container.textContent
}

test('an image without a backing file says that it stands alone', async () => {
  expect(await overviewOf(0, 'en')).toContain('The image stands alone')
})

test('one that QEMU refuses does not, and says that', async () => {
  const text = await overviewOf(0x20, 'en')
  expect(text).not.toContain('The image stands alone')
  expect(text).toContain('The image has no backing file, and QEMU refuses its header.')
})

test('it does so in Chinese', async () => {
  expect(await overviewOf(0x20, 'zh-CN')).toContain('镜像没有后备文件，但 QEMU 拒绝其镜像头。')
})

test.each([
  ['en', 'Overview', 'The image has no backing file, and is damaged.', /does not look whether/],
  ['zh-CN', '概览', '镜像没有后备文件，但已损坏。', /不检查文件是否完整/],
] as const)(
  'an image whose tables are cut off is no whole one, and what OpenStack takes is told with that (%s)',
  async (language, tab, end, doubt) => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'cut.qcow2', '1M')
    const bytes = new Uint8Array(readFileSync(join(folder, 'cut.qcow2'))).subarray(0, 3000)
    await show(tab, { language, theme: 'light' }, bytes)
    expect(screen.getByText(end).closest('[data-tone]')?.getAttribute('data-tone')).toBe('lacking')
    screen.getByText(doubt)
  },
)
