import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataAllocated } from '../../../electron/files/data-allocated.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

test('of a file that was renamed since it was opened nothing is said, and nothing fails', () => {
  const path = join(temporaryFolder(), 'disk')
  writeFileSync(path, Buffer.alloc(65_536, 1))
  const file = { dataPaths: new Map([[0, path]]) }
  expect(dataAllocated(file)).toBeGreaterThan(0)
  renameSync(path, `${path}.gone`)
  expect(dataAllocated(file)).toBeUndefined()
})
