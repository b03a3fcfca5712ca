import { dirname } from 'node:path'
import { expect, inject, test } from 'vitest'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

test('a folder that is made within a test, where no hook is heard any more, goes with that of the run', () => {
  expect(dirname(temporaryFolder())).toBe(inject('runFolder'))
})
