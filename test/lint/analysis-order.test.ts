import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ANALYSIS = resolve(import.meta.dirname, '../../shared/analysis')
const IMPORT = /^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'(\.[^']+)'/gm

/** Folders, with those below them, which must not build on what comes after them. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  findings: ['accounting', 'chain', 'hosts', 'sizes'],
  cleanup: ['accounting', 'chain', 'findings', 'hosts', 'rows', 'sizes'],
}

/** What the files of a folder import of `analysis/` but types, by its path there. */
function importsOf(folder: string): readonly string[] {
  const files = readdirSync(join(ANALYSIS, folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(ANALYSIS, folder, file), 'utf8')
      return [...text.matchAll(IMPORT)].map(([, to = '']) =>
        normalize(join(folder, file, '..', to)),
      )
    })
}

test.each(Object.entries(ABOVE))('no folder below imports analysis/%s', (above, folders) => {
  const imports = folders.flatMap(importsOf)
  expect(imports.length).toBeGreaterThan(20)
  expect(imports.filter((path) => path.startsWith(`${above}/`))).toEqual([])
})
