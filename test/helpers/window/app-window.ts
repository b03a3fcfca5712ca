import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type LaunchOptions, launchApp, type RunningApp } from './electron-app.ts'

export interface AppWindow extends Omit<RunningApp, 'close'> {
  /** A folder for the test's own files, removed at the end. */
  readonly folder: string
}

/**
 * The real window for the tests of one file, started before the first of them. What its page prints
 * as a warning or an error, or throws, fails the test in which it happened.
 */
export function appWindow(options: LaunchOptions = {}): AppWindow {
  let running: RunningApp | undefined
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cowscope-e2e-'))
  const complaints: string[] = []
  beforeAll(async () => {
    running = await launchApp(options)
    listen(running.window, complaints)
  })
  afterEach(() => {
    expect(complaints.splice(0), 'printed by the page').toEqual([])
  })
  afterAll(async () => {
    await running?.close()
    rmSync(folder, { recursive: true })
  })
  const started = (): RunningApp => {
    if (running === undefined) throw new Error('the window is started before the first test')
    return running
  }
  return {
    folder,
    get app() {
      return started().app
    },
    get window() {
      return started().window
    },
    get home() {
      return started().home
    },
  }
}

function listen(window: Page, complaints: string[]): void {
  window.on('pageerror', (error) => complaints.push(error.message))
  window.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
}
