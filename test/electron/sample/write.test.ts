import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSampleNode, writeSampleNode } from '../../../electron/sample/write.ts'
import { duOf } from '../../helpers/programs/du.ts'

const NOW = Date.UTC(2024, 4, 1, 12)

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cowscope-write-'))
  writeSampleNode(root, NOW)
})
afterAll(() => rmSync(root, { recursive: true }))

function files(): readonly string[] {
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return entries.map((name) => join(root, name)).filter((path) => lstatSync(path).isFile())
}

function info(path: string): { readonly format: string; readonly 'backing-filename'?: string } {
  return JSON.parse(execFileSync('qemu-img', ['info', '--output=json', path], { encoding: 'utf8' }))
}

/** The image alone: its recorded backing file is not at that place on this machine. */
function check(path: string): { readonly 'check-errors': number; readonly leaks?: number } {
  const image = { driver: 'qcow2', backing: null, file: { driver: 'file', filename: path } }
  const args = ['check', '--output=json', `json:${JSON.stringify(image)}`]
  return JSON.parse(execFileSync('qemu-img', args, { encoding: 'utf8' }))
}

describe('a written sample node', () => {
  test('qemu-img finds nothing wrong with any of its images', { timeout: 120_000 }, () => {
    const inspected = files()
      .filter((path) => /\/(disk|disk\.eph0|disk\.swap|[0-9a-f-]{36})$/.test(path))
      .map((path) => ({ path, facts: info(path) }))
    const images = inspected.filter(({ facts }) => facts.format === 'qcow2')

    expect(images).toHaveLength(71)
    for (const { path } of images) {
      const result = check(path)
      expect([result['check-errors'], result.leaks ?? 0], path).toEqual([0, 0])
    }
    const backing = images.flatMap(({ facts }) => facts['backing-filename'] ?? [])
    expect(new Set(backing).size).toBe(8)
    expect(backing.filter((name) => !existsSync(join(root, name)))).toHaveLength(2)
  })

  test('takes at once what it takes later, when all of it has reached the disk', () => {
    const fresh = createSampleNode()
    const taken = () => duOf(fresh.rootPath)
    const atOnce = taken()
    execFileSync('sync', ['-f', fresh.rootPath])
    expect(taken()).toBe(atOnce)
    fresh.remove()
  })

  test('takes less than 200 MB on disk, for disks of a terabyte and more', () => {
    const stats = files().map((path) => statSync(path))
    const allocated = stats.reduce((sum, { blocks }) => sum + blocks * 512, 0)
    const length = stats.reduce((sum, { size }) => sum + size, 0)

    expect(allocated).toBeLessThan(200e6)
    expect(length).toBeGreaterThan(100 * 2 ** 30)
  })

  test('ages count from the given time, for files and folders', () => {
    const base = join(root, 'var/lib/nova/instances/_base')
    for (const path of ['etc/nova/nova.conf', 'var/lib/nova/instances'])
      expect(statSync(join(root, path)).mtimeMs).toBeLessThan(NOW)
    expect(statSync(join(base, 'swap_512')).mtimeMs).toBe(NOW - 1080_000)
  })

  test('writing over files that are there is refused', () => {
    expect(() => writeSampleNode(root, NOW)).toThrow('EEXIST')
  })
})

test('a created sample node stands in a fresh temporary folder and can be removed', () => {
  const first = createSampleNode()
  const second = createSampleNode()

  expect(first.rootPath).not.toBe(second.rootPath)
  expect(existsSync(join(first.rootPath, 'var/lib/nova/instances/_base'))).toBe(true)
  first.remove()
  second.remove()
  expect([existsSync(first.rootPath), existsSync(second.rootPath)]).toEqual([false, false])
  expect(() => first.remove()).not.toThrow()
})
