import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import { request } from '../helpers/window/bridge.ts'
import { launchApp } from '../helpers/window/electron-app.ts'
import { openSample } from '../helpers/window/explorer.ts'

const running = appWindow()
beforeAll(() => openSample(running.window))

async function choose(settings: string, choice: string): Promise<void> {
  const { window } = running
  await window.getByRole('button', { name: settings }).click()
  await window.getByRole('menuitemradio', { name: choice }).click()
  await window.keyboard.press('Escape')
  // While it is there a click on its button closes it instead of opening it anew.
  await window.getByRole('menu').waitFor({ state: 'detached' })
}

const menuLabels = (): Promise<readonly string[]> =>
  running.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label),
  )

describe('the theme', () => {
  test('turns dark at once, in the page and in the native parts', async () => {
    const background = () =>
      running.window.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await background()
    await choose('Settings', 'Dark')
    await running.window.locator('html[data-mantine-color-scheme=dark]').waitFor()
    await expect.poll(background).not.toBe(light)
    await expect
      .poll(() => running.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors))
      .toBe(true)
  })
})

describe('the language', () => {
  test('turns Chinese at once, in the page and in the native menu', async () => {
    const before = await menuLabels()
    await choose('Settings', '简体中文')
    await running.window.locator('html[lang=zh-CN]').waitFor()
    await running.window.getByText('40 个实例，78 个磁盘').waitFor()
    await running.window.getByRole('columnheader', { name: '名称' }).waitFor()
    await expect.poll(menuLabels).not.toEqual(before)
    expect((await menuLabels()).join()).toMatch(/\p{Script=Han}/u)
  })
})

test('language and theme are kept for the next start', async () => {
  const home = running.folder
  const first = await launchApp({ home })
  await request(first.window, 'settings:set', { language: 'zh-CN', theme: 'dark' })
  await first.close()
  const next = await launchApp({ home })
  await next.window.locator('html[lang=zh-CN][data-mantine-color-scheme=dark]').waitFor()
  await next.window.getByText('浏览示例节点').waitFor()
  await next.close()
})
