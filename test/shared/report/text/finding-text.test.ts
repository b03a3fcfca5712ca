import { describe, expect, test } from 'vitest'
import { finding } from '../../../../shared/findings/finding.ts'
import type { Evidence } from '../../../../shared/findings/types.ts'
import { says } from '../../../../shared/phrases/phrase.ts'
import { formatAge } from '../../../../shared/report/age.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { evidenceText, findingText } from '../../../../shared/report/text/finding-text.ts'
import { shownParams } from '../../../../shared/report/text/shown-params.ts'
import { sampleView } from '../sample-view.ts'

const GIB = 1024 ** 3
const HOUR = 3_600_000
const fileSystem = { kind: 'file-system', path: '' } as const

describe('a sentence', () => {
  test('writes sizes that it compares in one unit', () => {
    const lacks = { growth: 1.2 * 1024 * GIB, available: 49.3 * GIB }
    const found = finding('growth-exceeds-free', fileSystem, lacks)
    expect(findingText(found)).toBe('The disks may still grow by 1,229 GiB, and 49.3 GiB are free.')
    expect(findingText(found, 'zh-CN')).toBe('磁盘还可增长 1,229 GiB，而可用空间是 49.3 GiB。')
    const least = finding('growth-exceeds-free', fileSystem, { ...lacks, case: 'at-least' })
    expect(findingText(least)).toMatch(/^The disks may still grow by at least 1,229 GiB, and /)
    expect(findingText(least, 'zh-CN')).toMatch(/^磁盘至少还可增长 1,229 GiB，/)
    const full = { available: 0.4 * GIB, total: 2 * 1024 * GIB }
    const nearly = finding('file-system-nearly-full', fileSystem, full)
    expect(findingText(nearly)).toBe('0.40 GiB of 2,048 GiB are free.')
  })

  test('writes what Nova counts in GiB in GiB, as its numbers stand elsewhere', () => {
    const evidence = { case: 'both', left: -2080 * GIB, least: -2281.866 * GIB }
    expect(findingText(finding('no-room-for-instances', fileSystem, evidence))).toBe(
      'By the flavors that are known DISK_GB of placement has -2,080.00 GiB left, and disk_available_least without what is reserved is -2,281.87 GiB.',
    )
  })

  test('follows another as its language writes it: Chinese has no space after a full stop', () => {
    const disk = { kind: 'disk', path: 'disk' } as const
    const evidence = {
      case: 'disk.info',
      declared: 'raw',
      detected: 'qcow2',
      fix: 'lacks',
      nova: '27.1.0',
    }
    const forged = finding('forged-header', disk, evidence)
    expect(findingText(forged)).toContain(' header. Its XML was written by Nova 27.1.0,')
    expect(findingText(forged, 'zh-CN')).toContain('头。其 XML 由 Nova 27.1.0 写成，')
  })

  test('has an offset of bytes as tools for bytes show it, and one of characters as a number', () => {
    const bytes = { offset: 65_536, expected: 'bit 0', found: 'set' }
    const characters = { message: says('Key cannot be empty'), offset: 65_536 }
    const shown = (evidence: Evidence) => evidenceText('offset', 65_536, evidence, 'zh-CN')
    expect([bytes, characters].map(shown)).toEqual(['0x10000', '65536'])
  })

  test.each([
    ['en', 'a, b'],
    ['zh-CN', 'a、b'],
  ] as const)('in %s sets names of a list apart as in %s', (language, names) => {
    const evidence = { case: 'several', count: 2, names: ['a', 'b'] }
    const found = finding('backing-name', { kind: 'disk', path: 'a' }, evidence)
    expect(findingText(found, language)).toContain(names)
    expect(shownParams({ names: ['a', 'b'] }, language)).toEqual({ names })
    const refusal = { refusal: 'oslo-multiple-formats', formats: ['a', 'b'] }
    const refused = finding('openstack-refuses', { kind: 'image', path: 'a' }, refusal)
    expect(findingText(refused, language)).toContain(names)
  })

  test('has as much of a name as a path can be: a file may give one of a MiB', () => {
    const name = 'x'.repeat(2 ** 20)
    const [disk, cut] = [{ kind: 'disk', path: 'a' } as const, `${'x'.repeat(4096)}…`]
    const found = finding('external-data-file', disk, { case: 'data-file/beside', name })
    expect(findingText(found)).toContain(cut)
    expect(findingText(found).length).toBeLessThan(5000)
    // The evidence is what was found.
    expect(found.evidence['name']).toBe(name)
    const several = finding('backing-name', disk, { case: 'several', count: 2, names: [name, 'b'] })
    expect(findingText(several)).toContain(`${cut}, b`)
    const refusal = { refusal: 'oslo-multiple-formats', formats: [name] }
    expect(findingText(finding('openstack-refuses', disk, refusal))).toContain(cut)
    expect(shownParams({ name, names: [name] })).toEqual({ name: cut, names: cut })
    // No character is cut in two.
    expect(shownParams({ name: `x${'𝒳'.repeat(4096)}` }).name).toBe(`x${'𝒳'.repeat(2047)}…`)
  })

  test.each([
    ['en', 59_999, 'less than a minute'],
    ['zh-CN', 59_999, '不到 1 分钟'],
    ['en', 60_000, '1 minute'],
    ['en', 47 * HOUR, '47 hours'],
    ['en', 2_000 * 24 * HOUR, '2,000 days'],
    ['zh-CN', HOUR, '1 小时'],
    ['zh-CN', 2_000 * 24 * HOUR, '2,000 天'],
  ] as const)('in %s writes an age of %i ms as %s', (language, ms, words) => {
    expect(formatAge(ms, language)).toBe(words)
  })

  test.each(['en', 'zh-CN'] as const)('groups the digits of what it counts, in %s', (language) => {
    const owners = { count: 12_345, owners: ['0:0: 12345'] }
    const subject = { kind: 'folder', path: '' } as const
    const found = finding('unreadable-owners', subject, owners)
    expect(findingText(found, language)).toContain('12,345 ')
    expect(shownParams({ count: 12_345, size: 12_345 }, language)).toMatchObject({
      count: '12,345',
      size: '12.1 KiB',
    })
    const view = sampleView()
    const totals = { ...view.totals, unreadable: 12_345 }
    const space = { folders: [], cache: [], others: [], links: [], certain: true }
    expect(cleanupMarkdown({ view: { ...view, totals }, space }, language)).toContain('12,345 ')
  })
})
