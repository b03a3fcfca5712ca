import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSettings } from '../../../electron/settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const defaults = { language: 'system', theme: 'system' }
const write = (text: string) => writeFileSync(join(folder, 'settings.json'), text)

describe('settings', () => {
  test('what is set is there for the next start', () => {
    openSettings(folder).set('settings', { language: 'zh-CN', theme: 'dark' })
    openSettings(folder).set('lastFolder', '/var/lib/nova')
    const again = openSettings(folder)
    expect(again.get('settings')).toEqual({ language: 'zh-CN', theme: 'dark' })
    expect(again.get('lastFolder')).toBe('/var/lib/nova')
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '\0\0\0\0',
    '{"settings": 5, "recent": {}, "bounds": []}',
  ])('a broken file (%j) counts as an empty one, and can be written again', (text) => {
    write(text)
    const settings = openSettings(folder)
    expect(settings.get('settings')).toEqual(defaults)
    expect(settings.get('recent')).toEqual([])
    expect(settings.get('bounds')).toBeUndefined()
    settings.set('settings', { language: 'en', theme: 'light' })
    expect(openSettings(folder).get('settings')).toEqual({ language: 'en', theme: 'light' })
  })

  test('of a recent list only well-formed entries are kept', () => {
    const good = { paths: ['/a'], kind: 'folder', openedAtMs: 1 }
    write(
      JSON.stringify({
        recent: [{ paths: [1] }, { ...good, paths: [] }, good, 'x', { ...good, kind: 'disk' }],
      }),
    )
    expect(openSettings(folder).get('recent')).toEqual([good])
  })

  test('one bad value does not cost the others', () => {
    write(JSON.stringify({ settings: { theme: 'pink' }, lastFolder: '/mnt' }))
    const settings = openSettings(folder)
    expect(settings.get('settings')).toEqual(defaults)
    expect(settings.get('lastFolder')).toBe('/mnt')
  })

  test('where nothing can be written, what is set lasts until the end', () => {
    const file = join(folder, 'not-a-folder')
    writeFileSync(file, '')
    const settings = openSettings(file)
    settings.set('settings', { language: 'en', theme: 'dark' })
    expect(settings.get('settings')).toEqual({ language: 'en', theme: 'dark' })
    expect(readFileSync(file, 'utf8')).toBe('')
  })
})
