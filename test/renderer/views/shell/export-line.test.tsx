// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ExportAdvice } from '../../../../shared/ipc/answers.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { imagePlace } from '../../data.ts'
import { renderApp } from '../../dom.tsx'
import { ok } from '../../fake-api.ts'
import { image, installInspector, reportOf } from '../../inspected.tsx'

installInspector()

async function open(
  exported: ExportAdvice | undefined,
  language: 'en' | 'zh-CN' = 'en',
  bytes = image(),
) {
  const report = { ...reportOf(memorySource(bytes)), ...(exported && { exported }) }
  const opened = await renderApp(
    { 'image:inspect': () => ok(report), 'text:copy': () => ok(undefined) },
    { settings: { language, theme: 'light' } },
  )
  act(() => opened.api.push('place:opened', [imagePlace]))
  await screen.findByRole('heading', { name: language === 'en' ? 'Facts' : '基本信息' })
  return opened
}

test('the command that exports a disk is shown, and copied as it stands', async () => {
  const line = "cowscope export --root '/mnt/a b' -o disk.raw '/mnt/a b/disk'"
  const { api } = await open({ kind: 'command', line })
  const list = screen.getByRole('list', { name: 'Command that exports the disk' })
  within(list).getByText(line)
  fireEvent.click(within(list).getByRole('button', { name: `Copy: ${line}` }))
  await screen.findByText('Copied')
  expect(api.requests).toContainEqual(['text:copy', line])
})

test('of a file that ends too early the command is said to write nothing unless it salvages', async () => {
  const words = /--salvage it writes zeros in its place/
  const command = { kind: 'command', line: 'cowscope export -o a.raw /a' } as const
  const { view } = await open(command)
  expect(screen.queryByText(words)).toBeNull()
  view.unmount()
  await open(command, 'en', image().subarray(0, 65_536))
  screen.getByText(words)
})

test('in Chinese too', async () => {
  await open({ kind: 'command', line: 'cowscope export -o a.raw /a' }, 'zh-CN')
  screen.getByRole('heading', { name: '导出命令' })
  screen.getByRole('list', { name: '导出磁盘的命令' })
})

test('where there is none it is said why, and of what needs none nothing is', async () => {
  const { view } = await open({ kind: 'none', why: 'chain' })
  screen.getByText(
    'It can be exported when nothing of its chain, and of the files with its data, is lacking.',
  )
  view.unmount()
  await open(undefined)
  expect(screen.queryByRole('heading', { name: 'Export command' })).toBeNull()
})

test('it begins with what runs the command line on this machine, in the text and in what is copied', async () => {
  const { api, stores } = await open({ kind: 'command', line: 'cowscope export -o a.raw /a' })
  screen.getByText(/An AppImage has no command line to run/)
  act(() => stores.settings.setState({ commandLine: "node '/opt/my apps/out/cli.cjs'" }))
  const line = "node '/opt/my apps/out/cli.cjs' export -o a.raw /a"
  fireEvent.click(screen.getByRole('button', { name: `Copy: ${line}` }))
  await screen.findByText('Copied')
  expect(api.requests).toContainEqual(['text:copy', line])
  screen.getByText(/It needs Node\.js 20\.19 or newer/)
})

test('so do the words where there is none', async () => {
  const { stores } = await open({ kind: 'none', why: 'refused' })
  screen.getByText(/, cowscope export --format raw writes it/)
  act(() => stores.settings.setState({ commandLine: 'node /a/out/cli.cjs' }))
  screen.getByText(/, node \/a\/out\/cli\.cjs export --format raw writes it/)
})
