// Loads the app that is named on the command line, as the default app of a stock Electron does.
// The app must be imported before `ready` (it registers privileged schemes), which holds only
// when this module awaits that import at its top level.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'
import { readArguments } from './arguments.js'

const { modules, version, path } = readArguments(process.argv.slice(1))

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
}
if (path === undefined) {
  process.stderr.write('electron: name the app to start\n')
  process.exit(1)
}

process.defaultApp = true
const require = createRequire(import.meta.url)
for (const module of modules) require(resolve(module))
await import(pathToFileURL(adopt(resolve(path))).href)

/** Takes the app's name and version over, and gives its main file. */
function adopt(target) {
  const isFolder = statSync(target).isDirectory()
  const folder = isFolder ? target : dirname(target)
  app.setAppPath(folder)
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) return isFolder ? join(folder, 'index.js') : target
  const {
    name,
    productName,
    version: appVersion,
    main,
  } = JSON.parse(readFileSync(manifest, 'utf8'))
  if (appVersion) app.setVersion(appVersion)
  if (productName ?? name) app.name = productName ?? name
  return isFolder ? join(folder, main ?? 'index.js') : target
}
