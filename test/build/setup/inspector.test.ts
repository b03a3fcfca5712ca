import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { inspectorFolder } from '../../../build/setup/inspector.mjs'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
afterEach(() => vi.unstubAllEnvs())

describe('the folder of oslo.utils', () => {
  test('is the one that a person names, when it holds the inspector', () => {
    mkdirSync(join(folder, 'oslo_utils/imageutils'), { recursive: true })
    writeFileSync(join(folder, 'oslo_utils/imageutils/format_inspector.py'), '')
    vi.stubEnv('COWSCOPE_OSLO_UTILS', folder)
    expect(inspectorFolder()).toBe(folder)
  })

  test('is another one when what is named has none', () => {
    vi.stubEnv('COWSCOPE_OSLO_UTILS', join(folder, 'elsewhere'))
    expect(inspectorFolder()).not.toBe(join(folder, 'elsewhere'))
  })
})
