import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// A comma between names is English: what is in the window is joined by `shared/i18n/sentences.ts`.

const ROOT = resolve(import.meta.dirname, '../..')

/** What makes values that the window shows in either language. */
const FOLDERS = ['renderer', 'shared/analysis', 'shared/i18n', 'shared/report/cleanup']

test('names that are shown in both languages are set apart by the marks of each', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => join(folder, path)),
  )
  expect(files.length).toBeGreaterThan(500)
  const joining = files.filter((file) =>
    /\.join\(\s*['"`][,;，；、]/.test(readFileSync(join(ROOT, file), 'utf8')),
  )
  expect(joining).toEqual([])
})
