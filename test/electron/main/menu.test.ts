import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { menuTemplate } from '../../../electron/window/menu.ts'
import { nativeTexts } from '../../../shared/i18n/native.ts'
import type { MenuCommand, Settings } from '../../../shared/ipc/contract.ts'

type Item = MenuItemConstructorOptions

const settings: Settings = { language: 'zh-CN', theme: 'dark' }

function flat(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

function build(language: 'en' | 'zh-CN' = 'en') {
  const actions = { command: vi.fn(), change: vi.fn() }
  const items = flat(menuTemplate(nativeTexts(language), settings, actions, true))
  return { actions, items }
}

const click = (item: Item | undefined) => (item?.click as (() => void) | undefined)?.()

const commands: Readonly<Record<MenuCommand, true>> = {
  'open-folder': true,
  'open-image': true,
  'open-sample': true,
  home: true,
  'close-image': true,
  rescan: true,
  cancel: true,
  export: true,
  find: true,
  shortcuts: true,
  about: true,
}

describe('the menu', () => {
  test.each(Object.keys(commands))('has an item that sends %s', (command) => {
    const { actions, items } = build()
    click(items.find(({ id }) => id === command))
    expect(actions.command).toHaveBeenCalledExactlyOnceWith(command)
  })

  test('gives no accelerator twice', () => {
    const given = build().items.flatMap(({ accelerator }) => accelerator ?? [])
    expect(given.length).toBeGreaterThan(5)
    expect(new Set(given).size).toBe(given.length)
  })

  test('shows the settings of now and changes them', () => {
    const { actions, items } = build()
    const checked = items.filter((item) => item.checked).map(({ label }) => label)
    expect(checked).toEqual(['Dark', '简体中文'])
    click(items.find(({ label }) => label === 'Light'))
    expect(actions.change).toHaveBeenCalledExactlyOnceWith({ theme: 'light' })
  })

  test('is all in the chosen language', () => {
    const own = new Set(['English', '简体中文'])
    const labels = build('zh-CN').items.flatMap(({ label }) => label ?? [])
    expect(labels.filter((label) => !own.has(label) && !/[\u4e00-\u9fff]/.test(label))).toEqual([])
  })

  test('offers developer tools only where the app is developed', () => {
    const roles = (packaged: boolean) =>
      flat(
        menuTemplate(nativeTexts('en'), settings, { command: vi.fn(), change: vi.fn() }, packaged),
      ).map(({ role }) => role)
    expect(roles(true)).not.toContain('toggleDevTools')
    expect(roles(false)).toContain('toggleDevTools')
  })
})
