import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { bundleCli } from '../../build/bundle-cli.mjs'
import { writeCodeCache } from '../../build/code-cache/write.mjs'
import { qemuImg, temporaryFolder } from '../helpers/qemu-img.ts'

const PRINT_REFUSED = `
const [, folder, ...args] = process.argv
const { chunks, load } = require(folder + '/chunks.cjs')
process.argv = ['node', 'cowscope', ...args]
load('main.cjs')
process.on('exit', () => {
  const refused = [...chunks].filter(([, { script }]) => script.cachedDataRejected !== false)
  console.error(JSON.stringify({ loaded: chunks.size, refused: refused.map(([name]) => name) }))
})`

let folder = ''
let cli = ''
let image = ''
let withoutCache = ''

beforeAll(async () => {
  folder = temporaryFolder()
  cli = await bundleCli(folder)
  const images = temporaryFolder()
  qemuImg(images, 'create', '-q', '-f', 'qcow2', 'disk.qcow2', '10M')
  image = join(images, 'disk.qcow2')
  withoutCache = infoOf(image)
  writeCodeCache(join(folder, 'cli'))
}, 60_000)

test('the command line starts with code that was compiled when it was built, all of which V8 takes', () => {
  const args = ['-e', PRINT_REFUSED, join(folder, 'cli'), 'scan', temporaryFolder()]
  const { stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const { loaded, refused } = JSON.parse(stderr)
  expect(loaded).toBeGreaterThan(5)
  expect(refused).toEqual([])
})

test('with that code or without it a command says the same', () => {
  expect(withoutCache).toContain('file format: qcow2')
  expect(infoOf(image)).toBe(withoutCache)
})

test('code that V8 does not take is compiled anew', () => {
  const caches = readdirSync(join(folder, 'cli')).filter((name) => name.endsWith('.cache'))
  expect(caches.length).toBeGreaterThan(5)
  for (const name of caches) writeFileSync(join(folder, 'cli', name), 'of another version')
  expect(infoOf(image)).toBe(withoutCache)
})

function infoOf(path: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'info', path], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout
}
