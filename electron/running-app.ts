import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  clipboard,
  nativeTheme,
  session,
  shell,
  utilityProcess,
} from 'electron'
import type { Settings } from '../shared/ipc/contract.ts'
import { commandLineOf } from './command-line.ts'
import { Grants } from './grants/grants.ts'
import { allHandlers } from './handlers/all.ts'
import { Opener } from './handlers/opener.ts'
import { handleAll, onConnectScanner, onPathGiven, openScanPort, push } from './ipc/main-ipc.ts'
import { ScannerClient } from './scanner/client.ts'
import { openSettings, type SettingsStore } from './settings.ts'
import type { OpenRequest } from './start/argv.ts'
import { realFolder } from './start/profile.ts'
import { fromSent } from './start/second-start.ts'
import { Appearance } from './window/appearance.ts'
import { followTheme } from './window/background-color.ts'
import { createDialogs } from './window/dialogs.ts'
import { serveApp } from './window/protocol.ts'
import { guardSession } from './window/session-guard.ts'
import { openWindow } from './window/window.ts'

const OUT = import.meta.dirname

/** Everything that lives as long as the app, wired together. */
export class RunningApp {
  readonly #settings: SettingsStore = openSettings(app.getPath('userData'))
  readonly #opener: Opener
  readonly #appearance = new Appearance(this.#settings, () => this.#window.webContents)
  readonly #grants = new Grants(realFolder(app.getPath('userData')))
  readonly #dialogs = createDialogs({
    window: () => this.#window,
    translate: () => this.#appearance.translate(),
    settings: this.#settings,
  })
  readonly #scanner = new ScannerClient({
    fork: () =>
      utilityProcess.fork(join(OUT, 'scanner-process.js'), [app.getVersion()], {
        serviceName: 'Cowscope scanner',
      }),
    openPort: openScanPort,
  })
  readonly #window: BrowserWindow
  #sampleFolder: string | undefined

  constructor(request: OpenRequest) {
    this.#opener = new Opener(this.#grants, this.#settings)
    guardSession(session.defaultSession)
    serveApp(session.defaultSession, join(OUT, '../renderer'))
    this.#answer(request)
    this.#window = openWindow({
      settings: this.#settings,
      dialogs: this.#dialogs,
      preload: join(OUT, '../preload/preload.cjs'),
      quit: () => app.quit(),
    })
    this.#followApp()
  }

  #answer(request: OpenRequest): void {
    onConnectScanner((contents) => this.#scanner.connect(contents))
    onPathGiven((path) => this.#opener.give(path))
    const context = {
      version: app.getVersion(),
      commandLine: commandLineOf({
        out: OUT,
        resources: app.isPackaged ? process.resourcesPath : undefined,
        appDir: process.env['APPDIR'],
      }),
      systemLanguage: this.#appearance.systemLanguage,
      grants: this.#grants,
      opener: this.#opener,
      scanner: this.#scanner,
      settings: this.#settings,
      dialogs: this.#dialogs,
      desktop: {
        copyText: (text: string) => clipboard.writeText(text),
        reveal: (path: string) => shell.showItemInFolder(path),
      },
      applySettings: (settings: Settings) => this.#appearance.apply(settings),
      sampleFolder: () => this.#makeSampleFolder(),
    }
    handleAll(allHandlers(context, this.#opener.openAll(request)))
  }

  #followApp(): void {
    app.on('second-instance', (_event, _argv, _cwd, data) => void this.#openMore(data))
    app.on('window-all-closed', () => app.quit())
    let isOver = false
    app.on('will-quit', (event) => {
      if (isOver) return
      isOver = true
      // Quits again once all is done; another start has a window of its own by then.
      event.preventDefault()
      app.releaseSingleInstanceLock()
      // In a turn of its own: Electron takes no wish to quit while it still asks whether it may.
      void this.#end().finally(() => setImmediate(() => app.quit()))
    })
    followTheme(this.#window, nativeTheme)
  }

  /** A report that is being written is there whole, and the sample is gone. */
  async #end(): Promise<void> {
    await this.#scanner.close()
    if (this.#sampleFolder !== undefined) {
      await rm(this.#sampleFolder, { recursive: true, force: true })
    }
  }

  /** Chromium may reorder the other start's command line, so that it sends what it has read. */
  async #openMore(data: unknown): Promise<void> {
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.focus()
    const request = fromSent(data)
    if (request === undefined) return
    const { paths, leftOut } = request
    const { places, failures } = await this.#opener.openAll(request)
    if (places.length > 0) push(this.#window.webContents, 'place:opened', places)
    if (failures.length > 0) push(this.#window.webContents, 'place:failed', failures)
    if (leftOut !== undefined) {
      push(this.#window.webContents, 'place:left-out', paths.length, leftOut)
    }
  }

  async #makeSampleFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'cowscope-sample-'))
    this.#sampleFolder = folder
    return folder
  }
}
