import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '../..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'))

const manifest = z.object({ devDependencies: z.record(z.string(), z.string()) })
const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ resolved: z.string().optional(), integrity: z.string().optional() }),
  ),
})

describe('the packages', () => {
  test('have exact versions', () => {
    const { devDependencies } = manifest.parse(read('package.json'))
    const loose = Object.entries(devDependencies).filter(([, v]) => !/^\d+\.\d+\.\d+$/.test(v))
    expect(loose).toEqual([])
  })

  test('are locked by checksum and by no registry host', () => {
    const { packages } = lock.parse(read('package-lock.json'))
    const locked = Object.entries(packages).filter(([path]) => path !== '')
    expect(locked.filter(([, { integrity }]) => integrity === undefined)).toEqual([])
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })
})
