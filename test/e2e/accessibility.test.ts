import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type axe from 'axe-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { request } from '../helpers/window/bridge.ts'
import {
  details,
  dropFiles,
  filterTable,
  innerRows,
  openFolds,
  openSample,
  rowNamed,
  settled,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong on the screen as it is, in both themes: the rule and the elements. */
async function violations(): Promise<readonly string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await request(running.window, 'settings:set', { theme })
    await running.window.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor()
    await settled(running.window)
    for (const { id, nodes } of await audit()) {
      for (const { html, failureSummary } of nodes) {
        found.push(`${theme}: ${id}: ${html}\n${failureSummary}`)
      }
    }
  }
  return found
}

/** Menus, dialogs and notices lie above the landmarks, in a layer of their own. */
const outsideOfLayers = `({ violations }) => violations.map(({ id, nodes }) => ({
  id,
  nodes: nodes.filter(({ target: [selector] }) =>
    id !== 'region' || document.querySelector(selector).closest('[data-portal]') === null)
}))`

/** Runs axe outside of the page's world: its policy lets no foreign script in. */
async function audit(): Promise<readonly axe.Result[]> {
  const cdp = await running.window.context().newCDPSession(running.window)
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  })
  await cdp.send('Runtime.evaluate', { expression: source, contextId })
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: `axe.run(document).then(${outsideOfLayers})`,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  })
  await cdp.detach()
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
  return result.value
}

describe('axe finds nothing wrong, light or dark,', () => {
  test('with the first screen', async () => {
    expect(await violations()).toEqual([])
  })

  describe('with the sample node:', () => {
    beforeAll(() => openSample(running.window))

    test('its instances and the overview', async () => {
      expect(await violations()).toEqual([])
    })

    test('the clean-up plan, with a step in the details and one chosen', async () => {
      await showScope(running.window, 'plan')
      await innerRows(running.window).first().click()
      await running.window.keyboard.press('Space')
      await details(running.window).getByRole('heading', { name: 'Then, to remove it' }).waitFor()
      expect(await violations()).toEqual([])
      await showScope(running.window, 'instances')
    })

    test('the overview with all that opens in it', async () => {
      await details(running.window).getByRole('heading', { name: 'Overview' }).waitFor()
      await openFolds(details(running.window))
      await details(running.window).getByText("Nova's defaults").waitFor()
      expect(await violations()).toEqual([])
    })

    test('an opened instance and a disk with its chain', async () => {
      await rowNamed(running.window, 'db-02').locator('[data-twisty]').click()
      await rowNamed(running.window, 'disk').click()
      await details(running.window).getByText('The chain is whole').waitFor()
      expect(await violations()).toEqual([])
    })

    test('nothing that matches the filter', async () => {
      await filterTable(running.window, 'no such thing')
      await running.window.getByText('Nothing matches the filter').waitFor()
      expect(await violations()).toEqual([])
      await filterTable(running.window, '')
    })

    test.each(['bases', 'images', 'others', 'problems'] as const)('its %s', async (scope) => {
      await showScope(running.window, scope)
      await running.window.locator('[role=row][data-index="0"]').click()
      await running.window.locator('[role=row][data-index="0"][aria-selected=true]').waitFor()
      expect(await violations()).toEqual([])
    })

    test('a problem of a disk', async () => {
      await innerRows(running.window).first().click()
      await details(running.window).getByRole('button', { name: 'Locate it…' }).waitFor()
      expect(await violations()).toEqual([])
    })

    test.each(['Export', 'Settings'])('the menu %s', async (menu) => {
      await running.window.getByRole('button', { name: menu, exact: true }).click()
      await running.window.getByRole('menu').waitFor()
      expect(await violations()).toEqual([])
      await running.window.keyboard.press('Escape')
      await running.window.getByRole('menu').waitFor({ state: 'hidden' })
    })

    test('the sheet of keys', async () => {
      await running.window.keyboard.press('?')
      await running.window.getByRole('dialog').getByText('Keyboard shortcuts').waitFor()
      expect(await violations()).toEqual([])
      await running.window.keyboard.press('Escape')
      await running.window.getByRole('dialog').waitFor({ state: 'hidden' })
    })
  })

  test('with several dropped images, a broken one among them, and one that cannot be opened', async () => {
    const at = (name: string): string => join(running.folder, name)
    qemuImg('create', '-q', '-f', 'qcow2', at('one.qcow2'), '1G')
    qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', 'gone', '-F', 'raw', at('two.qcow2'), '1G')
    execFileSync('mkfifo', [at('pipe')])
    await dropFiles(running.window, [at('two.qcow2'), at('one.qcow2'), at('pipe')])
    await running.window.getByRole('button', { name: 'Locate it…' }).waitFor()
    await running.window.getByText(/so it is not opened/).waitFor()
    expect(await violations()).toEqual([])
  })

  test.each(['Structures', 'Check', 'Allocation map'])('with an image’s %s', async (tab) => {
    const { window } = running
    await window.getByRole('button', { name: 'one.qcow2', exact: true }).click()
    await window.getByRole('tab', { name: tab }).click()
    const done = { Structures: 'cluster_bits', Check: 'Check now', 'Allocation map': 'nowhere' }
    await window.getByText(done[tab as keyof typeof done]).waitFor()
    expect(await violations()).toEqual([])
  })

  test('with the result of a check, and the extents of a disk', async () => {
    const { window } = running
    await window.getByRole('tab', { name: 'Check' }).click()
    await window.getByRole('button', { name: 'Check now' }).click()
    await window.getByText('Image end offset').waitFor()
    expect(await violations()).toEqual([])
    await window.getByRole('tab', { name: 'Allocation map' }).click()
    await window.getByText('Table', { exact: true }).click()
    await window.getByRole('treegrid').waitFor()
    expect(await violations()).toEqual([])
  })
})
