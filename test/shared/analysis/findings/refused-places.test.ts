import { expect, test } from 'vitest'
import { createRefusedPlaces } from '../../../../shared/analysis/findings/refused-places.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'

/** What a reader is to be given of a folder of anything, of which `path` was refused. */
function wantedOf(path: string) {
  const layout = { kind: 'folder', glancePaths: [], domainPaths: [] } as const
  const places = createRefusedPlaces({ layout, parts: [] })
  const owner = { uid: 0, gid: 0, mode: 0o700 }
  const sizes = { length: 4096, allocated: 4096, mtimeMs: 0, ctimeMs: 0 }
  const entry: ScannedEntry = { path, type: 'directory', role: 'disk', ...owner, ...sizes }
  places.add({ kind: 'folder', path: '' }, entry)
  return places.evidence()
}

test('of a folder that was opened by itself, as a home with its keys, a reader is not given all that is in it', () => {
  expect(wantedOf('')).toEqual({ read: [''] })
})

test('of a folder in it a reader is given what is in that', () => {
  expect(wantedOf('images')).toEqual({ readBelow: ['images'] })
})
