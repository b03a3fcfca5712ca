import { describe, expect, test } from 'vitest'
import type { Growth } from '../../../../shared/analysis/accounting/nova/growth.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { finding } from '../../../../shared/findings/finding.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { instance, sampleView } from '../sample-view.ts'

describe('the report for the terminal', () => {
  test('shows totals, tables and that nothing is wrong', () => {
    const text = nodeText(sampleView())
    expect(text).toContain('Instances path /mnt/instances\n')
    expect(text).toMatch(/^ {2}instances {2,}204 KiB {2}1 instance$/m)
    expect(text).toMatch(/^Over-commit {2,}20\.0 GiB/m)
    expect(text).toContain('Instances (1)\nNAME')
    expect(text).toContain('Base files (1)\n')
    expect(text).toMatch(/No problems found\.\n$/)
    expect(text).not.toMatch(/ $/m)
  })

  test('says before the tables how many problems are listed behind them, and how severe they are', () => {
    const subject = { kind: 'disk', path: 'u/disk' } as const
    const lost = finding('missing-backing-file', subject, { name: 'b' })
    const text = nodeText(sampleView({ findings: [lost, lost] }))
    expect(text).toMatch(/^Problems {2,}2 {2}2 high; at the end$/m)
    expect(text.indexOf('Problems  ')).toBeLessThan(text.indexOf('Instances (1)'))
    expect(nodeText(sampleView())).not.toMatch(/^Problems/m)
  })

  test('of images that are no disks of instances, counts them and what they would be to a guest', () => {
    const { totals } = sampleView()
    const images = { ...totals, instances: 0, disks: 0, virtual: 0, overcommit: 0 }
    const text = nodeText(
      sampleView({ totals: { ...images, imageCount: 3, imageVirtualBytes: 5 * 2 ** 20 } }),
    )
    expect(text).toMatch(/^ {2}images {2,}0 B {2}3 images$/m)
    expect(text).toMatch(/^Virtual {2,}5\.00 MiB {2}3 images$/m)
    expect(text).not.toMatch(/0 instances|0 disks|^Over-commit/m)
  })

  test('of a cache that was opened alone, counts the base files and what they would be to a guest', () => {
    const { totals } = sampleView()
    const none = { ...totals, instances: 0, disks: 0, virtual: 0, overcommit: 0 }
    const bases = { ...none, baseCount: 2, baseVirtualBytes: 5 * 2 ** 20 }
    const text = nodeText(sampleView({ totals: bases }))
    expect(text).toMatch(/^Virtual {2,}5\.00 MiB {2}2 base files$/m)
    expect(text).not.toMatch(/0 instances|0 disks|^Over-commit/m)
  })

  test('says of how many images no sum counts the size, and of none that it is nothing', () => {
    const { totals } = sampleView()
    const images = { ...totals, instances: 0, disks: 0, virtual: 0, overcommit: 0, imageCount: 2 }
    const text = (unknownImages: number, imageVirtualBytes: number) =>
      nodeText(sampleView({ totals: { ...images, unknownImages, imageVirtualBytes } }))
    expect(text(1, 2 ** 20)).toMatch(
      /^Virtual {2,}>= 1\.00 MiB {2}2 images, 1 of unknown size not counted$/m,
    )
    expect(text(2, 0)).toMatch(/^Virtual {2,}- {2}2 images, 2 of unknown size not counted$/m)
  })

  test('is called by the one thing that was opened by itself', () => {
    const { layout } = sampleView()
    const folder = { kind: 'folder', layout: { ...layout, kind: 'folder' } } as const
    const cache = { ...folder, layout: { ...folder.layout, basePath: '' } }
    const heading = (facts: Partial<NodeView>) => nodeText(sampleView(facts)).split('\n')[0]
    expect(heading(folder)).toBe('Folder /mnt/instances')
    expect(heading(cache)).toBe('Image cache /mnt/instances')
    expect(heading({ ...folder, instances: [{ ...instance, id: '' }] })).toMatch(/^Instance folder/)
  })

  test('says when the scan was that its ages are of', () => {
    const text = nodeText(sampleView({ finishedAtMs: Date.UTC(2026, 10, 28, 1, 56, 7, 89) }))
    expect(text.split('\n')[1]).toBe('Scanned 2026-11-28T01:56:07Z')
  })

  test('says on its second line that it is partial', () => {
    const text = nodeText(sampleView({ end: { state: 'partial', reason: 'cancelled' } }))
    expect(text.split('\n')[1]).toMatch(/^PARTIAL: the scan was cancelled/)
  })

  test('says of each sum of a partial scan that it is at least so much', () => {
    const all = sampleView()
    const growth = { ...all.accounting.growth, shortfall: 1 << 30 }
    const accounting = { ...all.accounting, growth }
    const sums = (end: NodeView['end']) => {
      const found = nodeText(sampleView({ accounting, end })).matchAll(
        /^(Allocated| {2}instances|Virtual|Over-commit|Would lack) +(>= )?\d/gm,
      )
      return [...found].map(([, name, least]) => [name?.trim(), least !== undefined])
    }
    const names = ['Allocated', 'instances', 'Virtual', 'Over-commit', 'Would lack']
    expect(sums({ state: 'complete' })).toEqual(names.map((name) => [name, false]))
    const cancelled = { state: 'partial', reason: 'cancelled' } as const
    expect(sums(cancelled)).toEqual(names.map((name) => [name, true]))
  })

  test('says it of what lacks where disks lie elsewhere, or nobody saw which there are', () => {
    const { accounting } = sampleView()
    const lacking = (facts: Partial<Growth>) => {
      const growth = { ...accounting.growth, shortfall: 2 ** 30, ...facts }
      const text = nodeText(sampleView({ accounting: { ...accounting, growth } }))
      return /^Would lack +(.*?) {2}/m.exec(text)?.[1]
    }
    expect(lacking({})).toBe('1.00 GiB')
    expect(lacking({ isUnread: true })).toBe('>= 1.00 GiB')
    expect(lacking({ unknownDisks: 1 })).toBe('>= 1.00 GiB')
    expect(lacking({ elsewhere: [{ kind: 'rbd', name: 'vms' }] })).toBe('>= 1.00 GiB')
  })

  test('says of a scan that was cancelled before it saw a byte nothing of what is allocated', () => {
    const { totals } = sampleView()
    const end = { state: 'partial', reason: 'cancelled' } as const
    expect(nodeText(sampleView({ end, totals: { ...totals, allocated: 0 } }))).toMatch(
      /^Allocated +-(?: |$)/m,
    )
  })

  test('groups the digits of what it counts', () => {
    const { totals } = sampleView()
    const many = { ...totals, unreadable: 12_345, instances: 23_456, disks: 34_567 }
    const text = nodeText(sampleView({ totals: { ...many, unknownDisks: 1_234 } }))
    expect(text).toContain('12,345 entries could not be read')
    expect(text).toMatch(/^ {2}instances .* 23,456 instances$/m)
    expect(text).toMatch(/^Virtual .* 34,567 disks, 1,234 of unknown size not counted/m)
  })

  test('lets no name steer the terminal or begin a line', () => {
    const name = '\u001b[2J\nroot#\u202e'
    const text = nodeText(
      sampleView({
        rootPath: `/mnt/${name}`,
        instances: [{ ...instance, name }],
        findings: [
          finding('missing-backing-file', { kind: 'disk', path: name }, { name, tried: [name] }),
        ],
      }),
    )
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\u202e')
    expect(text).not.toMatch(/^root#/m)
    expect(text).toContain('\\x1b[2J\\nroot#\\u202e')
  })
})
