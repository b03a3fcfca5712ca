// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { installInspector, show } from '../../inspected.tsx'

installInspector()

const folder = temporaryFolder()

/** The overview of a VHD of this kind. */
async function overviewOf(subformat: 'fixed' | 'dynamic', language: 'en' | 'zh-CN') {
  qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', `subformat=${subformat}`, 'a.vhd', '1M')
  const bytes = new Uint8Array(readFileSync(join(folder, 'a.vhd')))
  const tab = language === 'en' ? 'Overview' : '概览'
  const { view } = await show(tab, { language, theme: 'light' }, bytes)
  return view.container.textContent
}

test('a fixed VHD says how it is read, and what QEMU makes of it by itself', async () => {
  expect(await overviewOf('fixed', 'en')).toMatch(/read as a fixed VHD.* takes such a file for raw/)
})

test('it does so in Chinese', async () => {
  expect(await overviewOf('fixed', 'zh-CN')).toContain('按固定大小的 VHD 读取')
})

test('a dynamic one, which QEMU knows, says nothing of it', async () => {
  expect(await overviewOf('dynamic', 'en')).not.toContain('fixed VHD')
})
