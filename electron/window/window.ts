import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen } from 'electron'
import { trustContents } from '../ipc/main-ipc.ts'
import type { SettingsStore } from '../settings.ts'
import { backgroundColor } from './background-color.ts'
import type { Dialogs } from './dialogs.ts'
import { PAGE_URL } from './protocol.ts'
import { MINIMUM_SIZE, restoredBounds } from './window-bounds.ts'

export interface WindowContext {
  readonly settings: SettingsStore
  readonly dialogs: Dialogs
  /** Path of the preload's file. */
  readonly preload: string
  readonly quit: () => void
}

/** Opens the app's window at its page, where it was when it was last closed. */
export function openWindow(context: WindowContext): BrowserWindow {
  const saved = context.settings.get('bounds')
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()]
  const areas = displays.map((display) => display.workArea)
  const window = new BrowserWindow({
    ...restoredBounds(saved, areas),
    ...windowOptions(context.preload, nativeTheme.shouldUseDarkColors),
  })
  if (saved?.maximized) window.maximize()
  trustContents(window.webContents)
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepBounds(window, context.settings))
  recoverFromFailures(window, context)
  void window.loadURL(PAGE_URL)
  return window
}

/** Everything that keeps the page in its sandbox is stated, defaults included. */
function windowOptions(preload: string, dark: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Cowscope',
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    backgroundColor: backgroundColor(dark),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  }
}

function keepBounds(window: BrowserWindow, settings: SettingsStore): void {
  settings.set('bounds', { ...window.getNormalBounds(), maximized: window.isMaximized() })
}

function recoverFromFailures(window: BrowserWindow, { dialogs, quit }: WindowContext): void {
  const { webContents } = window
  let isAsking = false
  const once = async (ask: () => Promise<void>) => {
    if (isAsking || window.isDestroyed()) return
    isAsking = true
    await ask()
    isAsking = false
  }
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    void once(async () => {
      if ((await dialogs.pageGone()) === 'reload') webContents.reload()
      else quit()
    })
  })
  window.on('unresponsive', () => {
    void once(async () => {
      if ((await dialogs.unresponsive()) !== 'reload') return
      // A page in an endless loop hears no reload, so its process goes first.
      webContents.forcefullyCrashRenderer()
      webContents.reload()
    })
  })
}
