// @vitest-environment jsdom

import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { quote } from '../../../../shared/phrases/phrase.ts'
import { imagePlace } from '../../data.ts'
import { installInspector, MIB, map, summary } from '../../inspected.tsx'
import { mapped } from '../../mapped.tsx'

installInspector()

describe('what is said below the allocation map', () => {
  test('says that holes were not looked for, and finds zeros on demand', async () => {
    const { api, end } = await mapped()
    screen.getByText(/Holes of raw, flat and preallocated files were not looked for/)
    await act(async () =>
      fireEvent.click(screen.getByRole('button', { name: 'Find zeros by reading' })),
    )
    expect(api.requests).toContainEqual(['image:start', imagePlace.id, '', 'zeros'])
    act(() => api.emit({ kind: 'task-progress', taskId: 't2', done: MIB, total: 16 * MIB }))
    screen.getByText('1.00 MiB of 16.0 MiB read')
    await end(map({ zerosFound: true }))
    screen.getByText(/Runs of zeros in raw, flat and preallocated files were found/)
  })

  test.each([
    [
      'en',
      /^Cancelled: zeros were found .* The other 4\.00 MiB were not read/,
      'Find zeros by reading',
    ],
    ['zh-CN', /^已取消：已找出.*其余 4\.00 MiB 没有读取/, '读取并查找零'],
  ] as const)(
    'keeps what a cancelled search for zeros has found (%s)',
    async (language, words, find) => {
      const { api, end } = await mapped(map(), { language, theme: 'light' })
      await act(async () => fireEvent.click(screen.getByRole('button', { name: find })))
      await end(map({ zerosFound: true, zerosUnread: 4 * MIB }))
      screen.getByText(words)
      expect(screen.queryByText(/were not looked for|没有查找/)).toBeNull()
      await act(async () => fireEvent.click(screen.getByRole('button', { name: find })))
      expect(api.requests.filter(([, , , work]) => work === 'zeros')).toHaveLength(2)
    },
  )

  test.each([
    ['en', 'at most 6.00 MiB allocated', /at most 6\.00 MiB of the 16\.0 MiB of data in base/],
    ['zh-CN', '实际占用最多 6.00 MiB', /base 中的 16\.0 MiB 数据最多只有 6\.00 MiB 实际占用空间/],
  ] as const)('says how much of a sparse layer can be data (%s)', async (language, most, words) => {
    const [top, base] = summary.layers
    if (top === undefined || base === undefined) throw new Error('there are two layers')
    const layers = [top, { ...base, allocated: 6 * MIB }]
    await mapped(map({ layers }), { language, theme: 'light' })
    screen.getByText(most)
    screen.getByText(words)
  })

  test('of a search for zeros that was cancelled says that the map is as it was', async () => {
    const { api } = await mapped()
    const find = () => screen.getByRole('button', { name: 'Find zeros by reading' })
    await act(async () => fireEvent.click(find()))
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    const failure = { code: 'cancelled', message: '' } as const
    act(() => api.emit({ kind: 'task-failed', taskId: 't2', failure }))
    screen.getByText(/^Cancelled before the end: what was found is not kept/)
    find()
  })

  test('tells what it leaves out and what is damaged', async () => {
    const fault = {
      code: 'invalid',
      what: 'L2 entry',
      offset: 8,
      expected: quote('x'),
      found: quote('y'),
    } as const
    await mapped(
      map({
        ...{ end: 32 * MIB, coarse: true, changed: true, lost: 3 * MIB },
        ...{ faults: [fault, { ...fault, file: '/srv/base' }], faultCount: 7 },
      }),
    )
    screen.getByText(/only the first 32.0 MiB are mapped/)
    screen.getByText(/neighbours of one kind are shown as one/)
    screen.getByText(/The image was changed/)
    screen.getByText('7 faults in the tables')
    screen.getByText(/^3.00 MiB of data lie past the end of their file/)
    screen.getByText('base: L2 entry at offset 0x8: expected x, found y')
    screen.getByText('and 5 more')
  })

  test.each([
    [false, /^512 MiB from 0x20000000 of the disk may be lost: .* tables of disk has bits set/],
    [true, /^512 MiB from 0x20000000 of the disk, and more, may be lost: .* tables of disk have/],
  ])(
    'says where on the disk a damaged entry lets show what lies below (more: %s)',
    async (hasMore, told) => {
      const odd = { path: '/srv/disk', start: 512 * MIB, length: 512 * MIB, hasMore }
      await mapped(map({ odd, faultCount: 1 }))
      screen.getByText(told)
    },
  )

  test('calls what lies past the end of a file no fault of the tables', async () => {
    await mapped(map({ lost: MIB, faultCount: 16, faultsAreEnds: true }))
    screen.getByText('16 places past the end of their file')
    expect(screen.queryByText(/faults in the tables/)).toBeNull()
  })

  test('in Chinese', async () => {
    await mapped(map(), { language: 'zh-CN', theme: 'dark' })
    screen.getByText('没有查找 raw、平面和预分配文件的空洞：其中显示为数据的部分可能是零。')
    screen.getByRole('button', { name: '读取并查找零' })
  })
})
