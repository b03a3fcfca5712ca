import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profileFor, realFolder } from '../../../electron/start/profile.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = realpathSync(temporaryFolder())
const usual = join(folder, 'home/.config/cowscope')

test('the usual folder is made where it can be written', () => {
  expect(profileFor(usual, [])).toEqual({ folder: usual })
  expect(existsSync(usual)).toBe(true)
})

test('what is opened beside it, or inside of it, does not matter', () => {
  const opened = [join(folder, 'hom'), join(folder, 'home/images'), join(usual, 'images')]
  expect(profileFor(usual, opened)).toEqual({ folder: usual })
})

test('where everything is opened there is no other place, and it is the usual one', () => {
  expect(profileFor(usual, ['/'])).toEqual({ folder: usual })
  expect(profileFor(usual, [folder, realpathSync(tmpdir())])).toEqual({ folder: usual })
})

test('a folder that is still to be made leads where the nearest one above it leads', () => {
  mkdirSync(join(folder, 'real'))
  symlinkSync('real', join(folder, 'link'))
  expect(realFolder(join(folder, 'link/a/b'))).toBe(join(folder, 'real/a/b'))
})
