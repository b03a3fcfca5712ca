import {
  type BigIntStats,
  chmodSync,
  lstatSync,
  mkdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placeOf } from '../../../electron/files/write-target.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const real = join(folder, 'precious')
writeFileSync(real, 'kept')

/** Where a report goes by the name of a symlink of this owner to `precious`, in a folder of this mode. */
function placeBy(mode: number, owner: 'own' | 'other'): string {
  const at = join(folder, `${mode}-${owner}`)
  mkdirSync(at)
  chmodSync(at, mode)
  const path = join(at, 'r.json')
  symlinkSync(real, path)
  const link = lstatSync(path, { bigint: true })
  const entry = owner === 'own' ? link : ofAnother(link)
  const [parent, end] = [at, real].map((one) => statSync(one, { bigint: true }))
  if (parent === undefined) throw new Error('no folder')
  return placeOf({ path, real, folder: parent, entry, ...(end && { end }), unknownEnd: false })
}

function ofAnother(stats: BigIntStats): BigIntStats {
  return Object.assign(Object.create(Object.getPrototypeOf(stats)), stats, { uid: 4_000_000n })
}

test('a symlink to a file is written through', () => {
  expect(placeBy(0o755, 'own')).toBe(real)
  expect(placeBy(0o755, 'other')).toBe(real)
  expect(placeBy(0o1777, 'own')).toBe(real)
})

test('that of another is not in a folder like /tmp: it is replaced itself', () => {
  expect(placeBy(0o1777, 'other')).toBe(join(folder, `${0o1777}-other`, 'r.json'))
})
