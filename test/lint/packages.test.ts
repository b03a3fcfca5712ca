// A new package is refused everywhere until biome.json and this list say where it may be imported.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createLintProject } from './lint.ts'

const manifest = readFileSync(join(resolve(import.meta.dirname, '../..'), 'package.json'), 'utf8')
const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(manifest)
const packages = [...Object.keys(devDependencies), 'not-placed-yet']

/** ARCHITECTURE.md's table by name. `react-dom` is imported by its `client` alone. */
const PLACED: Readonly<Record<string, readonly string[]>> = {
  shared: ['zod'],
  electron: ['commander', 'conf', 'electron', 'fzstd', 'zod'],
  renderer: [
    '@mantine/core',
    '@mantine/notifications',
    '@tanstack/react-virtual',
    'i18next',
    'lucide-react',
    'react',
    'react-i18next',
    'recharts',
    'zustand',
  ],
}

const pathIn = (folder: string, at: number) => `${folder}/packages/${at}.ts`
const importing = (name: string) => `import { app } from '${name}'\n\nexport const x = app\n`
const project = createLintProject(
  Object.fromEntries(
    Object.keys(PLACED).flatMap((folder) =>
      packages.map((name, at) => [pathIn(folder, at), importing(name)] as const),
    ),
  ),
)
afterAll(() => project.remove())

test.each(Object.entries(PLACED))(
  '%s/ imports the packages placed there alone',
  (folder, placed) => {
    const refused = project.lint(folder)
    const may = packages.filter((_, at) => !refused.includes(`${pathIn(folder, at)}:`))
    expect(may.toSorted()).toEqual(placed)
  },
)
