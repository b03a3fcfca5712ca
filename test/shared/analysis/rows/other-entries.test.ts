import { expect, test } from 'vitest'
import { otherEntries } from '../../../../shared/analysis/rows/other-entries.ts'
import { entry } from '../scan-builder.ts'

test('of very many entries the largest are listed, by path, and the others counted', () => {
  const entries = Array.from({ length: 20_003 }, (_, at) =>
    entry(`f/${String(at).padStart(5, '0')}`, { allocated: at < 3 ? 512 : 4096 }),
  )
  const found = otherEntries([{ unit: { kind: 'folder', path: 'f' }, entries }], [])
  expect(found.listed).toHaveLength(20_000)
  expect(found.listed[0]?.path).toBe('f/00003')
  expect(found.listed.at(-1)?.path).toBe('f/20002')
  expect(found.leftOut).toEqual({ count: 3, allocated: 3 * 512 })
})
