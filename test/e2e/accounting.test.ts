import type { Locator, Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  openSample,
  resizeWindow,
  rowNamed,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
let window: Page

beforeAll(async () => {
  window = running.window
  await openSample(window)
})

/** In the page as it stands. */
async function placeOf(part: Locator) {
  const box = await part.boundingBox()
  if (box === null) throw new Error('it is not drawn')
  return { left: box.x, bottom: box.y + box.height }
}

const text = async (): Promise<string> => (await details(window).textContent()) ?? ''

describe('what things cost on the sample node', () => {
  test('is in the overview, as Nova counts and as the disks may grow', async () => {
    await details(window)
      .getByRole('heading', { name: /As Nova counts/ })
      .waitFor()
    await details(window).getByText('How Nova counts').click()
    await expect
      .poll(text)
      .toMatch(/disk_available_least−[\d.,]+ GiB.*without the fraction−[\d,]+ GiB/)
    await expect.poll(text).toMatch(/Would be lacking≥ [\d.,]+ GiB/)
  })

  test('fits a screen: what is wrong, what can be freed, and what refuses the host', async () => {
    await resizeWindow(running.app, 1600, 1000)
    for (const line of ['Backing file is missing', /^Clean-up:/, 'Left for new instances'])
      expect((await placeOf(details(window).getByText(line))).bottom).toBeLessThan(1000)
  })

  test('lies side by side in a wide window', async () => {
    await resizeWindow(running.app, 2560, 1000)
    const first = await placeOf(details(window).getByRole('heading', { name: 'Problems' }))
    const kinds = await placeOf(
      details(window).getByRole('heading', { name: 'Allocated', exact: true }),
    )
    expect(kinds.left).toBeGreaterThan(first.left + 250)
    expect(kinds.bottom).toBeLessThan(1000)
    await resizeWindow(running.app, 1280, 800)
  })

  test('is told of an instance with what must travel with it, measured when asked', async () => {
    await rowNamed(window, 'db-02').click()
    await details(window)
      .getByRole('heading', { name: /What must travel together/ })
      .waitFor()
    await expect.poll(text).toMatch(/backing file · also used by 3 others/)
    await details(window).getByRole('button', { name: 'Measure' }).click()
    await details(window)
      .getByText(/where the holes and zeros of raw files lie/)
      .waitFor()
  })

  test('has the name of its instance on the page of a disk', async () => {
    await rowNamed(window, 'db-02').locator('[data-twisty]').click()
    await rowNamed(window, 'disk').first().click()
    await details(window).getByRole('button', { name: 'Inspect on a full page' }).click()
    for (const level of [1, 2])
      await window.getByRole('heading', { name: 'db-02 / disk', level }).waitFor()
    await window.keyboard.press('Escape')
    await rowNamed(window, 'db-02').locator('[data-twisty]').click()
  })

  test('is freed by gathered rows, which tell what breaks', async () => {
    await rowNamed(window, 'db-02').click({ button: 'right' })
    await window.getByRole('menuitem', { name: 'Add to the selection' }).click()
    const bar = window.getByRole('region', { name: 'Selection' })
    // Its base has other users, so that what is exclusive to it is what its deletion frees.
    await expect.poll(text).toMatch(/Exclusive[\d.]+ MiB/)
    const [, exclusive = ''] = /Exclusive([\d.]+ MiB)/.exec(await text()) ?? []
    await bar.getByRole('status').getByText(exclusive, { exact: true }).waitFor()
    await showScope(window, 'bases')
    await bar.waitFor({ state: 'detached' })
    await rowNamed(window, '958c75eb2765573ad000a9465c59af3990d7d415').click({
      modifiers: ['Control'],
    })
    await bar.getByText('breaks 3 files').waitFor()
    await bar.getByRole('button', { name: 'Details' }).click()
    await window.getByText('Cowscope deletes nothing.').waitFor()
    await window.keyboard.press('Escape')
    await bar.getByRole('button', { name: 'Clear the selection' }).click()
    await bar.waitFor({ state: 'detached' })
  })

  test('is said of a base that nova-compute removes, in the words of its log', async () => {
    await rowNamed(window, '01f14a8d4d8bf9c12adb9ad71819d988864f4c65').click()
    await details(window)
      .getByText(/the next pass of nova-compute deletes it/)
      .waitFor()
    await expect
      .poll(text)
      .toContain(
        'INFO Removing base, swap or ephemeral file: /var/lib/nova/instances/_base/01f14a8d',
      )
  })

  test('is copied as a list of who depends on a base', async () => {
    await rowNamed(window, '958c75eb2765573ad000a9465c59af3990d7d415').click()
    await details(window).getByRole('button', { name: 'Copy as a list' }).click()
    await window.getByText('List copied').waitFor()
    const copied = await running.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied.trim().split('\n')).toHaveLength(4)
    expect(copied).toMatch(/^[0-9a-f-]{36}\tdb-0\d\t/m)
  })
})
