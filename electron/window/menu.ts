import type { MenuItemConstructorOptions } from 'electron'
import type { NativeText } from '../../shared/i18n/native.en.ts'
import type { Translate } from '../../shared/i18n/native.ts'
import type { MenuCommand, Settings } from '../../shared/ipc/contract.ts'

export interface MenuActions {
  readonly command: (command: MenuCommand) => void
  readonly change: (change: Partial<Settings>) => void
}

type Item = MenuItemConstructorOptions

/** The menu bar in the language of `text`, with the settings of now checked. */
export function menuTemplate(
  text: Translate,
  settings: Settings,
  actions: MenuActions,
  isPackaged: boolean,
): Item[] {
  const items = itemsOf(text, actions)
  return [
    { label: text('menu.file'), submenu: fileMenu(items) },
    { label: text('menu.edit'), submenu: editMenu(items) },
    {
      label: text('menu.view'),
      submenu: [
        ...viewMenu(items),
        separator,
        { label: text('menu.theme'), submenu: themeItems(text, settings, actions) },
        { label: text('menu.language'), submenu: languageItems(text, settings, actions) },
        ...(isPackaged ? [] : [separator, items.role('toggleDevTools', 'menu.developer-tools')]),
      ],
    },
    {
      label: text('menu.window'),
      submenu: [items.role('minimize', 'menu.minimize'), items.role('close', 'menu.close')],
    },
    {
      label: text('menu.help'),
      submenu: [items.command('shortcuts', 'F1'), separator, items.command('about')],
    },
  ]
}

const separator: Item = { type: 'separator' }

/** Makers of items: of what the page does, and of what Electron does by itself. */
interface Items {
  readonly command: (name: MenuCommand, accelerator?: string) => Item
  readonly role: (name: NonNullable<Item['role']>, label: NativeText) => Item
}

function itemsOf(text: Translate, actions: MenuActions): Items {
  return {
    command: (name, accelerator) => ({
      id: name,
      label: text(`menu.${name}`),
      click: () => actions.command(name),
      ...(accelerator !== undefined && { accelerator }),
    }),
    role: (name, label) => ({ role: name, label: text(label) }),
  }
}

function fileMenu({ command, role }: Items): Item[] {
  return [
    command('open-folder', 'CmdOrCtrl+O'),
    command('open-image', 'CmdOrCtrl+Shift+O'),
    command('open-sample'),
    command('home', 'Alt+Home'),
    command('close-image', 'CmdOrCtrl+F4'),
    separator,
    command('export', 'CmdOrCtrl+E'),
    separator,
    role('quit', 'menu.quit'),
  ]
}

function editMenu({ command, role }: Items): Item[] {
  return [
    role('undo', 'menu.undo'),
    role('redo', 'menu.redo'),
    separator,
    role('cut', 'menu.cut'),
    role('copy', 'menu.copy'),
    role('paste', 'menu.paste'),
    role('selectAll', 'menu.select-all'),
    separator,
    command('find', 'CmdOrCtrl+F'),
  ]
}

function viewMenu({ command, role }: Items): Item[] {
  return [
    command('rescan', 'F5'),
    // Escape belongs to the page, where it also closes what is open.
    command('cancel', 'CmdOrCtrl+.'),
    separator,
    role('zoomIn', 'menu.zoom-in'),
    role('zoomOut', 'menu.zoom-out'),
    role('resetZoom', 'menu.zoom-reset'),
    role('togglefullscreen', 'menu.full-screen'),
  ]
}

function themeItems(text: Translate, { theme }: Settings, { change }: MenuActions): Item[] {
  return (['system', 'light', 'dark'] as const).map((value) => ({
    label: text(`menu.${value}`),
    type: 'radio',
    checked: value === theme,
    click: () => change({ theme: value }),
  }))
}

/** Languages are named in themselves, so that who cannot read the menu finds the way back. */
function languageItems(text: Translate, { language }: Settings, { change }: MenuActions): Item[] {
  const names = { system: text('menu.system'), en: 'English', 'zh-CN': '简体中文' } as const
  return (['system', 'en', 'zh-CN'] as const).map((value) => ({
    label: names[value],
    type: 'radio',
    checked: value === language,
    click: () => change({ language: value }),
  }))
}
