import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { projectRoot } from '../../../build/setup/places.mjs'
import { electronExecutable } from '../../../build/setup/runtime.mjs'

export interface LaunchOptions {
  /** What follows the program's name on the command line. */
  readonly args?: readonly string[]
  /** One more argument, as bytes: Node hands on only what is UTF-8. */
  readonly lastArg?: Buffer
  /** Variables beside the test's own. */
  readonly env?: Readonly<Record<string, string>>
  /** A home from an earlier start, which is kept when the app is closed; a fresh one otherwise. */
  readonly home?: string
  /** Without root's right to read and enter everything: as other users of a machine see it. */
  readonly ordinary?: boolean
  /** With its own folder where it usually is, in the `.config` of its home. */
  readonly usualFolder?: boolean
  /** Another app than the built one. */
  readonly appFolder?: string
}

export interface RunningApp {
  readonly app: ElectronApplication
  readonly window: Page
  /** The temporary home; the settings are in its `user-data`. */
  readonly home: string
  /** Closes the app and removes its home, unless it was given. */
  readonly close: () => Promise<void>
}

/** Starts the built app in a home of its own, so that it neither sees nor leaves settings. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'cowscope-home-'))
  // Where Playwright finds the executable itself it holds `ready` back until it is connected; with
  // `executablePath` it does not, and now and then waits for ever for a window that it has missed.
  const executable = electronExecutable()
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(wrapped(executable, home, options))
  const app = await _electron.launch({
    args: [...switches(home, options), options.appFolder ?? projectRoot, ...(options.args ?? [])],
    env: { ...inheritedEnv(), ...homeEnv(home), ...options.env },
    timeout: PATIENCE_MS,
  })
  const close = async (): Promise<void> => {
    await app.close()
    if (options.home === undefined) {
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  const window = await app.firstWindow({ timeout: PATIENCE_MS })
  window.setDefaultTimeout(PATIENCE_MS)
  // Until it is drawn the page may still be taking its place, and nothing of it can be asked or dropped on.
  await window.getByRole('main').waitFor()
  return { app, window, home, close }
}

/** How long a busy machine may take for what an idle one does at once. */
const PATIENCE_MS = 60_000

/** A program of the same name that runs it in the way that is asked for, where that needs one. */
function wrapped(executable: string, home: string, { ordinary, lastArg }: LaunchOptions): string {
  // Without what no other user than root may do.
  const program = ordinary === true && process.getuid?.() === 0 ? `${AS_OTHERS} ` : ''
  if (program === '' && lastArg === undefined) return executable
  const folder = join(home, 'wrapped')
  mkdirSync(folder, { recursive: true })
  const script = join(folder, basename(executable))
  const last = Buffer.concat([Buffer.from(" '"), lastArg ?? Buffer.alloc(0), Buffer.from("'")])
  const parts = [
    Buffer.from(`#!/bin/sh\nexec ${program}'${executable}' "$@"`),
    ...(lastArg === undefined ? [] : [last]),
    Buffer.from('\n'),
  ]
  writeFileSync(script, Buffer.concat(parts), { mode: 0o755 })
  return script
}

const AS_OTHERS = 'setpriv --bounding-set=-dac_override,-dac_read_search --'

/**
 * A software-rendered window is the same on every machine, and one without motion is what it is to
 * be at once: nothing is looked at while it fades in.
 */
function switches(home: string, { usualFolder }: LaunchOptions): readonly string[] {
  const folder = usualFolder === true ? [] : [`--user-data-dir=${join(home, 'user-data')}`]
  return [...folder, '--disable-gpu', '--force-prefers-reduced-motion', '--lang=en-US']
}

function homeEnv(home: string): Record<string, string> {
  const runtime = join(home, 'run')
  mkdirSync(runtime, { mode: 0o700, recursive: true })
  return {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_RUNTIME_DIR: runtime,
    LANG: 'en_US.UTF-8',
    LANGUAGE: 'en',
    LC_ALL: 'C.UTF-8',
  }
}

/** Without what would make Electron another program. */
function inheritedEnv(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _run, NODE_OPTIONS: _options, ...env } = process.env
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
