import type { Locator } from 'playwright'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  innerRows,
  openSample,
  resizeWindow,
  rowNamed,
  scanned,
  settled,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()

/** What a screen reader is told: the words of each status, and whether anything around it is busy. */
interface Status {
  readonly text: string
  readonly isBusy: boolean
}

interface AxNode {
  readonly nodeId: string
  readonly parentId?: string
  readonly role?: { readonly value?: unknown }
  readonly name?: { readonly value?: unknown }
  readonly properties?: readonly { readonly name: string; readonly value: { value?: unknown } }[]
}

/** From the accessibility tree, as the system hands it to a screen reader. */
async function statuses(): Promise<readonly Status[]> {
  const cdp = await running.window.context().newCDPSession(running.window)
  const answer = await cdp.send('Accessibility.getFullAXTree')
  await cdp.detach()
  const nodes: readonly AxNode[] = answer.nodes
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const up = ({ parentId = '' }: AxNode) => byId.get(parentId)
  const lineOf = (node: AxNode): readonly AxNode[] => {
    const above = up(node)
    return above === undefined ? [node] : [node, ...lineOf(above)]
  }
  const texts = nodes.filter(({ role }) => role?.value === 'StaticText')
  return texts.flatMap((text) => {
    const line = lineOf(text)
    if (!line.some(({ role }) => role?.value === 'status')) return []
    return [{ text: String(text.name?.value), isBusy: line.some(isBusy) }]
  })
}

const isBusy = ({ properties = [] }: AxNode): boolean =>
  properties.some(({ name, value }) => name === 'busy' && value.value !== false)

async function scanner(): Promise<number> {
  const pid = await running.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Cowscope scanner')?.pid,
  )
  if (pid === undefined) throw new Error('the scanner does not run')
  return pid
}

describe('what is waited for is told to screen readers, outside of what is busy:', () => {
  beforeAll(() => openSample(running.window))

  /** Nothing answers before this is called. */
  let goOn = () => {}
  const hold = async () => {
    const pid = await scanner()
    process.kill(pid, 'SIGSTOP')
    goOn = () => process.kill(pid, 'SIGCONT')
  }
  afterEach(() => goOn())

  test('an image that is read', async () => {
    const { window } = running
    await rowNamed(window, 'db-02').locator('[data-twisty]').click()
    await rowNamed(window, 'disk').waitFor()
    await hold()
    await rowNamed(window, 'disk').click()
    await expect.poll(statuses).toContainEqual({ text: 'Reading the image…', isBusy: false })
    expect(await window.locator('[aria-busy=true]').count()).toBeGreaterThan(0)
    expect((await statuses()).filter(({ isBusy }) => isBusy)).toEqual([])
    goOn()
    await settled(window)
    await details(window).getByText('The chain is whole').waitFor()
    await expect.poll(statuses).not.toContainEqual({ text: 'Reading the image…', isBusy: false })
  })

  test('the clean-up plan', async () => {
    const { window } = running
    await window.getByRole('button', { name: 'Scan again' }).click()
    await window.locator('[data-export]:enabled').waitFor()
    await settled(window)
    await hold()
    await window.locator('[data-scope=plan]').click()
    await expect.poll(statuses).toContainEqual({ text: 'The plan is being made…', isBusy: false })
    goOn()
    await settled(window)
    await expect.poll(() => innerRows(window).count()).toBe(4)
  })

  test('and nothing that is drawn in slices has a status in it that would be held back', async () => {
    const { window } = running
    await window.evaluate(() => {
      const held = new Set<string>()
      Object.assign(globalThis, { held })
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll('[aria-busy=true] [role=status]'))
          held.add(textContent ?? '')
      }).observe(document, { subtree: true, childList: true, attributes: true })
    })
    for (const scope of ['bases', 'problems', 'plan', 'instances'] as const)
      await showScope(window, scope)
    await window.keyboard.press('Alt+Home')
    await openSample(window)
    expect(await window.evaluate(() => [...Reflect.get(globalThis, 'held')])).toEqual([])
  })
})

describe('while a place is scanned again', () => {
  const top = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().top)

  test('the table stays where it is, with its rows', async () => {
    const { window, app } = running
    // So narrow that the notes of the cards take more than two lines.
    await resizeWindow(app, 1000, 800)
    const rows = await innerRows(window).count()
    const header = window.locator('[data-scope=instances]')
    const before = await top(header)
    const pid = await scanner()
    process.kill(pid, 'SIGSTOP')
    await window.getByRole('button', { name: 'Scan again' }).click()
    await window.getByText('Until it has ended, what is shown is of the scan before.').waitFor()
    expect(await top(header)).toBe(before)
    expect(await innerRows(window).count()).toBe(rows)
    process.kill(pid, 'SIGCONT')
    await scanned(window)
    expect(await top(header)).toBe(before)
  })
})
