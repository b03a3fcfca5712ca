// Lints the linter: every rule that holds the layers must fire on a file that breaks it, and keep
// quiet about the same line where it is allowed.
import { afterAll, describe, expect, test } from 'vitest'
import { createLintProject } from './lint.ts'

interface Violation {
  readonly breaks: string
  readonly path: string
  readonly text: string
  readonly rule: string
}

const restricted = 'lint/style/noRestrictedImports'
const node = 'lint/correctness/noNodejsModules'
const ipcMain = "import { ipcMain } from 'electron'\n\nipcMain.removeAllListeners()\n"
const ipcRenderer = "import { ipcRenderer } from 'electron'\n\nipcRenderer.send('x')\n"
const app = "import { app } from 'electron'\n\napp.quit()\n"
const react = "import { useId } from 'react'\n\nexport const id = useId\n"
const fs = "import { readFileSync } from 'node:fs'\n\nexport const read = readFileSync\n"
const fromElectron = "import { x } from '../../electron/files/x.ts'\n\nexport const y = x\n"
const fromRenderer = "import { x } from '../../renderer/format/x.ts'\n\nexport const y = x\n"

const violations: readonly Violation[] = [
  { breaks: 'Node in the core', path: 'shared/a/node.ts', text: fs, rule: node },
  { breaks: 'Electron in the core', path: 'shared/a/electron.ts', text: app, rule: restricted },
  { breaks: 'React in the core', path: 'shared/a/react.ts', text: react, rule: restricted },
  {
    breaks: 'electron/ in the core',
    path: 'shared/a/from-electron.ts',
    text: fromElectron,
    rule: restricted,
  },
  {
    breaks: 'renderer/ in the core',
    path: 'shared/a/from-renderer.ts',
    text: fromRenderer,
    rule: restricted,
  },
  { breaks: 'Node in the window', path: 'renderer/a/node.ts', text: fs, rule: node },
  {
    breaks: 'Electron in the window',
    path: 'renderer/a/electron.ts',
    text: ipcRenderer,
    rule: restricted,
  },
  {
    breaks: 'electron/ in the window',
    path: 'renderer/a/from-electron.ts',
    text: fromElectron,
    rule: restricted,
  },
  { breaks: 'React in electron/', path: 'electron/a/react.ts', text: react, rule: restricted },
  {
    breaks: 'renderer/ in electron/',
    path: 'electron/a/from-renderer.ts',
    text: fromRenderer,
    rule: restricted,
  },
  {
    breaks: 'ipcMain outside its module',
    path: 'electron/handlers/raw.ts',
    text: ipcMain,
    rule: restricted,
  },
  {
    breaks: 'ipcRenderer outside its module',
    path: 'electron/preload.ts',
    text: ipcRenderer,
    rule: restricted,
  },
  {
    breaks: 'ipcRenderer in the main process',
    path: 'electron/ipc/main-ipc.ts',
    text: ipcRenderer,
    rule: restricted,
  },
  {
    breaks: 'ipcMain in the preload',
    path: 'electron/ipc/preload-ipc.ts',
    text: ipcMain,
    rule: restricted,
  },
  {
    breaks: 'sending to the window outside its module',
    path: 'electron/handlers/send.ts',
    text: [
      "import type { BrowserWindow } from 'electron'\n",
      'export function tell(window: BrowserWindow): void {',
      "  window.webContents.send('x')",
      '}\n',
    ].join('\n'),
    rule: 'through electron/ipc/main-ipc.ts',
  },
  {
    breaks: 'a default export',
    path: 'shared/a/default.ts',
    text: 'export default 1\n',
    rule: 'lint/style/noDefaultExport',
  },
  {
    breaks: 'any',
    path: 'shared/a/any.ts',
    text: 'export const x: any = 1\n',
    rule: 'lint/suspicious/noExplicitAny',
  },
  {
    breaks: 'a value import of a type',
    path: 'shared/a/type.ts',
    text: "import { Source } from './source.ts'\n\nexport type S = Source\n",
    rule: 'lint/style/useImportType',
  },
  {
    breaks: 'an import without its extension',
    path: 'shared/a/extension.ts',
    text: "import { source } from './source'\n\nexport const s = source\n",
    rule: 'lint/correctness/useImportExtensions',
  },
  {
    breaks: 'the console',
    path: 'electron/a/console.ts',
    text: "console.log('x')\n",
    rule: 'lint/suspicious/noConsole',
  },
  {
    breaks: 'a cycle of imports',
    path: 'shared/a/one.ts',
    text: "import { two } from './two.ts'\n\nexport const one = (): number => two()\n",
    rule: 'lint/suspicious/noImportCycles',
  },
]

const windows = "import type { WebContents } from 'electron'\n\n"
const talk = (line: string) =>
  `${windows}export function talk(w: WebContents): void {\n  ${line}\n}\n`
const through = 'through electron/ipc/main-ipc.ts'

/** Each of them a way around `import { ipcMain } from 'electron'`. */
const roundabout: readonly Violation[] = [
  ["import * as electron from 'electron'", 'electron.ipcMain'],
  ["import electron from 'electron'", 'electron.ipcMain'],
  ["import { ipcMain } from 'electron/main'", 'ipcMain'],
  ["import { ipcRenderer } from 'electron/renderer'", 'ipcRenderer'],
  ["import { ipcMain } from 'electron/common'", 'ipcMain'],
  ["const { ipcMain } = await import('electron')", 'ipcMain'],
  ["const electron = require('electron')", 'electron'],
  ["import { createRequire } from 'node:module'", 'createRequire'],
].map(([line = '', value = ''], at) => ({
  breaks: line,
  path: `electron/around/${at}.ts`,
  text: `${line}\n\nexport const x = ${value}\n`,
  rule: restricted,
}))

const sent: readonly Violation[] = [
  "const c = w\n  c.send('x')",
  "w?.send('x')",
  "w['send']('x')",
  "w.mainFrame.postMessage('x', 1)",
  "w.postMessage('x')",
  "w.ipc.on('x', () => undefined)",
  'const { ipc } = w\n  ipc.removeAllListeners()',
].map((line, at) => ({
  breaks: line,
  path: `electron/sent/${at}.ts`,
  text: talk(line),
  rule: through,
}))

const allowed: Readonly<Record<string, string>> = {
  'electron/a/node.ts': fs,
  'electron/a/electron.ts': app,
  'electron/scanner/a/post.ts':
    'export function post(port: MessagePort): void {\n  port.postMessage(1)\n}\n',
  'renderer/a/react.ts': react,
  'electron/cli/a/console.ts': "console.log('x')\n",
  'shared/a/source.ts':
    'export interface Source {\n  readonly size: number\n}\n\nexport const source = 1\n',
  'tool.config.ts': 'export default 1\n',
}

const owners: Readonly<Record<string, string>> = {
  'electron/ipc/main-ipc.ts': ipcMain,
  'electron/ipc/preload-ipc.ts': ipcRenderer,
}

const project = createLintProject({
  ...allowed,
  'shared/a/two.ts': "import { one } from './one.ts'\n\nexport const two = (): number => one()\n",
  ...Object.fromEntries(
    [...violations, ...roundabout, ...sent].map(({ path, text }) => [path, text]),
  ),
})
const ownersOnly = createLintProject(owners)
afterAll(() => {
  project.remove()
  ownersOnly.remove()
})

describe('the lint rules that hold the layers', () => {
  test.each([...violations, ...roundabout, ...sent])(
    '$breaks is refused in $path',
    ({ path, rule }) => {
      expect(project.lint(path)).toContain(rule)
    },
  )

  test.each(Object.keys(allowed))('%s may do the same', (path) => {
    expect(project.lint(path)).not.toContain('lint/')
  })

  test.each(Object.keys(owners))('%s owns raw IPC', (path) => {
    expect(ownersOnly.lint(path)).not.toContain('lint/')
  })
})
