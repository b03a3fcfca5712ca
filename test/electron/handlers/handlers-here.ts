import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { Grants } from '../../../electron/grants/grants.ts'
import { allHandlers } from '../../../electron/handlers/all.ts'
import type { HandlerContext } from '../../../electron/handlers/context.ts'
import { Opener } from '../../../electron/handlers/opener.ts'
import type { StartTask } from '../../../electron/scanner/calls.ts'
import { openSettings } from '../../../electron/settings.ts'

/** Handlers with what they call beside them, over a folder that is made for each test. */
export function handlersHere() {
  let folder: string
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'cowscope-handlers-')))
    mkdirSync(join(folder, 'node'))
    writeFileSync(join(folder, 'node/inside.qcow2'), '')
    for (const name of ['disk.qcow2', 'other.qcow2']) writeFileSync(join(folder, name), '')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  /** Of nothing it is the folder itself. */
  const at = (name: string) => (name === '' ? folder : join(folder, name))
  return { at, setUp: (request: OpenRequest = { paths: [] }) => setUp(at, request) }
}

interface OpenRequest {
  readonly paths: readonly string[]
  readonly root?: string
}

function setUp(at: (name: string) => string, request: OpenRequest) {
  const settings = openSettings(at('settings'))
  const grants = new Grants()
  const opener = new Opener(grants, settings)
  const dialogs = {
    chooseFolder: vi.fn(async (): Promise<string | undefined> => undefined),
    chooseImage: vi.fn(async (): Promise<string | undefined> => undefined),
    locate: vi.fn(async (_: string): Promise<string | undefined> => undefined),
    saveReport: vi.fn(async (): Promise<string | undefined> => undefined),
  }
  const call = vi.fn(
    async (name: string, ..._args: readonly unknown[]): Promise<unknown> =>
      name === 'sample' ? at('node') : name,
  )
  const startTask = vi.fn(async (_: StartTask) => undefined)
  const scanner = { call, start: vi.fn(async () => undefined), startTask }
  const desktop = { copyText: vi.fn(), reveal: vi.fn() }
  const applySettings = vi.fn()
  const context: HandlerContext = {
    version: '1.2.3',
    systemLanguage: 'en',
    grants,
    opener,
    scanner: scanner as unknown as HandlerContext['scanner'],
    settings,
    dialogs,
    desktop,
    applySettings,
    sampleFolder: async () => at('sample'),
  }
  const handlers = allHandlers(context, opener.openAll(request))
  return { applySettings, call, desktop, dialogs, grants, handlers, opener, scanner, settings }
}
