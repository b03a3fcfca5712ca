import { quote, says } from '../../../../shared/phrases/phrase.ts'
// @vitest-environment jsdom

import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { ImageCheck } from '../../../../shared/formats/check/types.ts'
import type { ImageTaskResult } from '../../../../shared/ipc/tasks.ts'
import { tooManyL1Entries } from '../../faults.ts'
import { expectAccessible, installInspector, MIB, rowOf, show } from '../../inspected.tsx'

installInspector()

describe('the check', () => {
  const clean: ImageCheck = {
    checkErrors: 0,
    corruptions: 0,
    leaks: 0,
    imageEndOffset: 262_144,
    totalClusters: 1000,
    allocatedClusters: 500,
    fragmentedClusters: 5,
    compressedClusters: 0,
    findings: [],
    beyondEnd: [],
    beyondEndCount: 0,
    changed: false,
  }
  const report = (change: Partial<ImageCheck>, moreFindings = 0): ImageTaskResult => ({
    kind: 'check',
    report: { format: 'qcow2', check: { ...clean, ...change }, moreFindings, moreBeyondEnd: 0 },
  })

  async function checked(result: ImageTaskResult) {
    const shown = await show('Check')
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    await act(async () => undefined)
    await shown.end(result)
    return shown
  }

  test('tells how far it is, and is cancelled by a button or by Escape', async () => {
    const { api } = await show('Check')
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    await act(async () => undefined)
    act(() => api.emit({ kind: 'task-progress', taskId: 't1', done: 3 * MIB, total: 4 * MIB }))
    screen.getByText('3.00 MiB of 4.00 MiB of tables read')
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('75')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    screen.getByRole('button', { name: 'Cancelling…' })
    expect(api.requests).toContainEqual(['image:cancel', 't1'])
    const failure = { code: 'cancelled', message: '' } as const
    act(() => api.emit({ kind: 'task-failed', taskId: 't1', failure }))
    screen.getByText(/^Cancelled before the end: it does not tell/)
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    expect(screen.queryByText(/^Cancelled/)).toBeNull()
  })

  test('shows why an extent was not checked, and what the command line says of it', async () => {
    const missing = {
      kind: 'error',
      what: 'vmdk.extent',
      offset: 0,
      file: 'a-s001.vmdk',
      expected: says('an extent that can be read'),
      found: says('not here, or outside of what was opened'),
      message: 'The extent "a-s001.vmdk" is not here, or outside of what was opened',
      times: 1,
    } as const
    await checked(report({ checkErrors: 1, findings: [missing] }))
    const row = screen.getByText('not here, or outside of what was opened').closest('tr')
    expect(row?.textContent).toContain('VMDK extent')
    expect(row?.textContent).not.toContain('vmdk.extent')
    expect(row?.title).toBe(`On the command line: ${missing.message}`)
  })

  test('says in words that an image is clean, with the counts of qemu-img', async () => {
    const { view } = await checked(report({}))
    screen.getByText('Clean')
    screen.getByText('500 (50% of the disk)')
    screen.getByText('5 (1% of the allocated)')
    screen.getByText('256 KiB (262,144 bytes)')
    await expectAccessible(view.container)
  })

  test('is told from the tab and at the head of the overview, whichever is in front', async () => {
    const { view } = await checked(report({ corruptions: 6 }))
    fireEvent.click(screen.getByRole('tab', { name: 'Overview' }))
    screen.getByText('Check: Corrupt')
    screen.getByText(/^6 corruptions were found/)
    await expectAccessible(view.container)
    fireEvent.click(screen.getByRole('tab', { name: 'Structures' }))
    screen.getByRole('tab', { name: 'Check: Corrupt' })
  })

  test('that found nothing is a mark on its tab and no more', async () => {
    await checked(report({}))
    fireEvent.click(screen.getByRole('tab', { name: 'Overview' }))
    screen.getByRole('tab', { name: 'Check: Clean' })
    expect(screen.queryByText('Check: Clean')).toBeNull()
  })

  test.each([
    [
      'en',
      'Check',
      'Check now',
      'Cut off',
      'Clean',
      /^The file ends before 2 of its structures do/,
    ],
    ['zh-CN', '检查', '开始检查', '文件被截断', '完好', /^文件在 2 个结构结束之前就已结束/],
  ] as const)(
    'says in words (%s) that a cut file is not clean',
    async (...[language, tab, button, cut, clean, text]) => {
      const { end } = await show(tab, { language, theme: 'light' })
      fireEvent.click(screen.getByRole('button', { name: button }))
      await act(async () => undefined)
      await end(report({ beyondEndCount: 2 }))
      screen.getByText(cut)
      screen.getByText(text)
      expect(screen.queryByText(clean)).toBeNull()
    },
  )

  test('says in the verdict that the file was cut, and puts findings that are alike in one row', async () => {
    const findings = [1, 2, 3].map(
      (at) =>
        ({
          kind: 'corruption',
          what: 'L2 entry',
          offset: 0x50_000 + 8 * at,
          expected: says('a region that ends by {{at}}', { at: 5_000_000 }),
          found: says('{{bytes}} bytes at {{at}}', { bytes: 65_536, at }),
          message: '',
          times: 1,
        }) as const,
    )
    await checked(report({ corruptions: 3, beyondEndCount: 3, findings }))
    const panel = within(screen.getByRole('tabpanel'))
    within(panel.getByRole('status')).getByText(/^The file ends before structures that it names/)
    rowOf('0x50008').getByText('corruption ×3')
    expect(screen.queryByText('0x50010')).toBeNull()
  })

  test.each([
    [
      'en',
      'Check',
      'Check now',
      /higher refcount than what refers to them/,
      /no data is at risk/,
      /or the entries that name them are damaged/,
    ],
    [
      'zh-CN',
      '检查',
      '开始检查',
      /引用计数高于实际的引用数/,
      /数据没有风险/,
      /或指向它们的表项已损坏/,
    ],
  ] as const)(
    'gives the all-clear for leaks (%s) only where nothing else is wrong',
    async (...[language, tab, button, leaks, safe, damaged]) => {
      const { end } = await show(tab, { language, theme: 'light' })
      fireEvent.click(screen.getByRole('button', { name: button }))
      await act(async () => undefined)
      await end(report({ leaks: 7, corruptions: 2, beyondEndCount: 1 }))
      screen.getByText(leaks)
      screen.getByText(damaged)
      expect(screen.queryByText(safe)).toBeNull()
    },
  )

  test.each([
    [{ leaks: 7 }, 1],
    [{ leaks: 7, checkErrors: 1 }, 0],
    [{ leaks: 7, beyondEndCount: 1 }, 0],
    [{ leaks: 7, changed: true }, 0],
  ])('says of %o that no data is at risk %i times', async (change, times) => {
    await checked(report(change))
    expect(screen.queryAllByText(/no data is at risk/)).toHaveLength(times)
  })

  test('lists what is wrong with offset, expected and found, and counts what it does not list', async () => {
    const finding = {
      kind: 'corruption',
      what: 'L2 entry',
      offset: 0x50_008,
      expected: says('an offset aligned to clusters'),
      found: quote('0x201'),
      message: '',
      times: 2,
    } as const
    await checked(report({ corruptions: 3, leaks: 1, findings: [finding] }, 2))
    screen.getByText('Corrupt')
    screen.getByText(/^3 corruptions were found/)
    screen.getByText(/^1 cluster has a higher refcount/)
    const row = rowOf('0x50008')
    row.getByText('an offset aligned to clusters')
    row.getByText('0x201')
    row.getByText('corruption ×2')
    screen.getByText('and 2 more')
  })

  test.each([
    ['en', 'Check', 'Check now', 'an offset below the end at 0x20000'],
    ['zh-CN', '检查', '开始检查', '小于文件末尾（0x20000）的偏移'],
  ] as const)(
    'writes what is expected and found in the base of the offset, and in words (%s)',
    async (...[language, tab, button, expected]) => {
      const { end } = await show(tab, { language, theme: 'light' })
      fireEvent.click(screen.getByRole('button', { name: button }))
      await act(async () => undefined)
      const wanted = says('an offset below the end at {{at}}', { at: 131_072 })
      const found = says('{{at}}', { at: 262_144 })
      const place = { what: 'L2 entry', expected: wanted, offset: 0x50_008, found } as const
      const finding = { ...place, kind: 'corruption', message: '', times: 1 } as const
      const beyond = { ...place, offset: 0x50_010, code: 'truncated' } as const
      const beyondEnd = [beyond]
      await end(report({ corruptions: 1, findings: [finding], beyondEnd, beyondEndCount: 1 }))
      for (const offset of ['0x50008', '0x50010']) {
        const row = rowOf(offset)
        row.getByText(expected)
        row.getByText('0x40000')
        row.getByText(language === 'en' ? 'L2 entry' : 'L2 表项')
      }
    },
  )

  test('calls a disk with partitions by the name that everybody has for it', async () => {
    const sector = new Uint8Array(1 << 20)
    sector.set([0x80, 0, 0, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], 446)
    sector.set([0x55, 0xaa], 510)
    await show('Check', undefined, sector)
    screen.getByText('There is no check for raw images; qemu-img has none either.')
  })

  test('says so when the image was changed under it', async () => {
    await checked(report({ changed: true }))
    screen.getByText('Changed while it was read')
    screen.getByText(/The image was changed while it was read/)
    expect(screen.queryByText(/What was found/)).toBeNull()
  })

  test('calls it neither corrupt nor clean then, whatever was found', async () => {
    await checked(report({ changed: true, corruptions: 3 }))
    screen.getByText('Changed while it was read')
    screen.getByText(/^What was found may come of that alone/)
    screen.getByText(/^3 corruptions were found/)
    expect(screen.queryByText('Corrupt')).toBeNull()
    screen.getByRole('tab', { name: 'Check: Changed while it was read' })
  })

  test('of what QEMU has open for writing says so, and keeps its verdict', async () => {
    const result = report({ corruptions: 3 })
    if (result.kind !== 'check') throw new Error('a check is made')
    await checked({ ...result, report: { ...result.report, isHeld: true } })
    screen.getByText('Corrupt')
    screen.getByText(/^QEMU has it open for writing: what was read is of no one moment/)
    screen.getByText(/^What was found may come of that alone/)
  })

  test('that is refused says by which fault', async () => {
    await checked({ kind: 'refused', fault: tooManyL1Entries })
    screen.getByText(/This cannot be done with the image/)
    screen.getByText('header.l1_size at offset 0x24: expected at most 4194304, found 9999999')
  })
})
