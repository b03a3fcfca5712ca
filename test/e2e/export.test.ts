import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../shared/report/schema/schema.ts'
import { parseCsv } from '../helpers/csv.ts'
import { duOf } from '../helpers/programs/du.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubSaveDialog } from '../helpers/window/dialogs.ts'
import { details, innerRows, openSample, rowNamed, scanned } from '../helpers/window/explorer.ts'

const running = appWindow()
beforeAll(async () => {
  await openSample(running.window)
  // ext4 takes the last blocks of a file when it writes it back: from then on sizes stay.
  execFileSync('sync')
  await running.window.getByRole('button', { name: 'Scan again' }).click()
  await scanned(running.window)
})

/** Chooses an entry of the Export menu and `path` in the dialog that follows. */
async function exportAs(entry: string, path: string | undefined): Promise<() => Promise<string>> {
  const offered = await stubSaveDialog(running.app, path)
  await running.window.getByRole('button', { name: 'Export', exact: true }).click()
  await running.window.getByRole('menuitem', { name: entry }).click()
  // While it is there a click on its button closes it instead of opening it anew.
  await running.window.getByRole('menu').waitFor({ state: 'detached' })
  return offered
}

test('its name tells of which node and day it is', async () => {
  const offered = await exportAs('Disks (CSV)', undefined)
  const day = new Date().toISOString().slice(0, 10)
  await expect
    .poll(async () => basename(await offered()))
    .toBe(`cowscope-disks-compute-07-${day}.csv`)
})

async function saved(entry: string, name: string): Promise<string> {
  const path = join(running.folder, name)
  await exportAs(entry, path)
  await running.window.getByText(`written to ${path}`).waitFor()
  return readFileSync(path, 'utf8')
}

test('the text report is one that a person reads: sums, every instance in a table, and the problems', async () => {
  const text = await saved('Report as text (for reading)', 'node.txt')
  expect(text).toContain('db-02')
  expect(text).toMatch(/^Instances/m)
  expect(text).toMatch(/^Problems/m)
})

describe('the JSON report', () => {
  test('is what its schema says, and counts what du counts', async () => {
    const report = nodeReportSchema.parse(
      JSON.parse(await saved('Report as JSON (for programs)', 'node.json')),
    )
    expect(report.scan.partial).toBe(false)
    expect(report.scan.roots).toEqual([report.scan.opened])
    expect(report.instances).toHaveLength(42)
    expect(report.bases).toHaveLength(9)
    expect(report.findings.length).toBeGreaterThan(0)
    expect(report.instances.filter(({ migration }) => migration === null)).toEqual([])
    expect(report.totals.allocatedBytes + report.totals.directoryBytes).toBe(
      duOf(...report.scan.roots),
    )
  })
})

describe('the CSV tables', () => {
  test.each([
    ['Instances (CSV)', 'instances.csv', 'uuid', 42],
    ['Disks (CSV)', 'disks.csv', 'instance_uuid', 80],
    ['Base files (CSV)', 'bases.csv', 'name', 9],
    ['Images (CSV)', 'images.csv', 'name', 8],
  ])('%s has a header and a row for each', async (entry, name, first, count) => {
    const [header, ...rows] = parseCsv(await saved(entry, name))
    expect(header?.[0]).toBe(first)
    expect(rows).toHaveLength(count)
    for (const row of rows) expect(row).toHaveLength(header?.length ?? 0)
  })
})

describe('the clean-up plan', () => {
  test('is a checklist, and a script that does nothing by itself', async () => {
    const list = await saved('Clean-up plan (Markdown)', 'plan.md')
    expect(list.match(/^- \[ \] /gm)).toHaveLength(4)
    const script = join(running.folder, 'plan.sh')
    await saved('Clean-up plan (shell script)', 'plan.sh')
    execFileSync('sh', ['-n', script])
    expect(() => execFileSync('sh', [script], { stdio: 'pipe' })).toThrow('Not reviewed')
  })
})

describe('where it is written', () => {
  test('a closed dialog writes nothing and says nothing', async () => {
    const before = readdirSync(running.folder)
    await exportAs('Report as JSON (for programs)', undefined)
    expect(readdirSync(running.folder)).toEqual(before)
  })

  test('a place that cannot be written gets a sentence, and leaves nothing half done', async () => {
    const path = join(running.folder, 'nowhere', 'report.json')
    await exportAs('Report as JSON (for programs)', path)
    await running.window.getByText('The report was not saved').first().waitFor()
    await running.window.getByText(/The folder is not there/).waitFor()
    expect(existsSync(path)).toBe(false)
  })

  test('a FIFO, a link to one and a folder stay what they are, and the reason is said', async () => {
    const at = (name: string) => join(running.folder, name)
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync('pipe', at('to-pipe'))
    mkdirSync(at('folder'))
    const sentences = {
      pipe: /A device, a FIFO/,
      'to-pipe': /A device, a FIFO/,
      folder: /A folder has/,
    }
    for (const [name, sentence] of Object.entries(sentences)) {
      await exportAs('Report as JSON (for programs)', at(name))
      await running.window
        .getByText(sentence)
        .filter({ hasText: at(name) })
        .waitFor()
    }
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
    expect(lstatSync(at('to-pipe')).isSymbolicLink()).toBe(true)
    expect(lstatSync(at('folder')).isDirectory()).toBe(true)
  })

  test('a place inside of the opened folder is refused', async () => {
    const heading = await running.window.getByRole('heading', { level: 1 }).textContent()
    const path = join(heading ?? '', 'report.json')
    await exportAs('Report as JSON (for programs)', path)
    await running.window.getByText(/inside a folder that is opened/).waitFor()
    expect(existsSync(path)).toBe(false)
  })

  test('the sentence stands below the table and covers nothing of it', async () => {
    const { window } = running
    const sentence = window.getByText(/inside a folder that is opened/)
    const below = async () => {
      const [top, main] = [
        await sentence.boundingBox(),
        await window.getByRole('main').boundingBox(),
      ]
      return (top?.y ?? Number.NaN) - (main?.y ?? Number.NaN) - (main?.height ?? Number.NaN)
    }
    await expect.poll(below).toBeGreaterThan(0)
  })
})

test('a disk is exported by the command that its details lead to, as it stands in a shell', async () => {
  const { window, folder } = running
  await rowNamed(window, 'db-02').click()
  await window.keyboard.press('ArrowRight')
  await innerRows(window).filter({ hasText: 'qcow2' }).first().click()
  await details(window).getByRole('button', { name: 'Export command' }).click()
  const section = details(window).locator('section:focus')
  const command = (await section.locator('li code').textContent()) ?? ''
  await expect.poll(() => section.locator('li code').evaluate(isInSight)).toBe(true)
  execFileSync('sh', ['-e', '-c', command], { cwd: folder })
  const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.raw'))
  expect(lstatSync(join(folder, name)).size).toBeGreaterThan(0)
})

function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return top >= 0 && bottom <= window.innerHeight
}
