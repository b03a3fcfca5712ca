import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scanReport } from '../../../electron/cli/scan/scan-report.ts'
import { saveReport } from '../../../electron/scanner/report-file.ts'
import { emptyScan } from './empty-scan.ts'

const scan = emptyScan()
const generator = { name: 'cowscope', version: '1.2.3' }
const how = { generator, language: 'en' } as const

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-report-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('saving a report', () => {
  test('puts it in the place of an older one and leaves nothing beside it', async () => {
    const target = join(folder, 'report.json')
    writeFileSync(target, 'old')
    const saved = await saveReport(scan, 'json', target, how)
    const text = readFileSync(target, 'utf8')
    expect(JSON.parse(text)).toMatchObject({ generator, scan: { roots: ['/node'] } })
    expect(saved).toEqual({ path: target, bytes: Buffer.byteLength(text) })
    expect(readdirSync(folder)).toEqual(['report.json'])
  })

  test.each(['csv-instances', 'csv-disks', 'csv-bases', 'csv-images'] as const)(
    'as %s writes its header though there are no rows',
    async (format) => {
      const target = join(folder, 'report.csv')
      await saveReport(scan, format, target, how)
      expect(readFileSync(target, 'utf8')).toMatch(/_bytes/)
    },
  )

  test('as text writes what the command line writes into a file', async () => {
    const target = join(folder, 'report.txt')
    await saveReport(scan, 'text', target, how)
    const text = readFileSync(target, 'utf8')
    expect(text).toBe([...scanReport(scan, 'table', { generator, top: 20 })].join(''))
    expect(text).not.toBe('')
  })

  test('that cannot be put in place fails and leaves nothing', async () => {
    const target = join(folder, 'report.json')
    mkdirSync(target)
    const failure = { code: 'write-failed', path: target }
    await expect(saveReport(scan, 'json', target, how)).rejects.toMatchObject({ failure })
    const nowhere = saveReport(scan, 'json', join(folder, 'none/r.json'), how)
    await expect(nowhere).rejects.toMatchObject({ failure: { code: 'write-no-folder' } })
    expect(readdirSync(folder)).toEqual(['report.json'])
  })
})
