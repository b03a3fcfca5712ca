import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { bundleCli } from '../../build/bundle-cli.mjs'
import { writeCodeCache } from '../../build/code-cache/write.mjs'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const PRINT_ANEW = `
const [, folder, ...args] = process.argv
const { codeCaches, compiledAnew, load } = require(folder + '/chunks.cjs')
process.argv = ['node', 'cowscope', ...args]
load('main.cjs')
process.on('exit', () => {
  console.error(JSON.stringify({ loaded: codeCaches().length, anew: compiledAnew() }))
})`

const LOAD_THREAD = `
const [, folder] = process.argv
const { codeCaches, load } = require(folder + '/chunks.cjs')
load('reader.cjs')
console.error(JSON.stringify(codeCaches().map(({ path }) => path.split('/').at(-1).replace('.cache', ''))))`

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
  const { loaded, anew } = loadedBy('scan', temporaryFolder())
  expect(loaded).toBeGreaterThan(5)
  expect(anew).toEqual([])
})

test('with that code or without it a command says the same', () => {
  expect(withoutCache).toContain('file format: qcow2')
  expect(infoOf(image)).toBe(withoutCache)
})

test('the thread that reads ahead does not run the program: nothing was named to it', () => {
  const { status, stderr } = runHere(LOAD_THREAD, join(folder, 'cli'))
  expect(stderr).not.toMatch(/cowscope/)
  expect(JSON.parse(stderr)).toContain('image.cjs')
  expect(JSON.parse(stderr)).not.toContain('main.cjs')
  expect(status).toBe(0)
})

test('another text of the same length is compiled, whatever code lies beside it', () => {
  const path = join(folder, 'cli/image.cjs')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replaceAll('format', 'fromat'))
  try {
    expect(loadedBy('info', image).anew).toEqual(['image.cjs'])
  } finally {
    writeFileSync(path, text)
  }
})

test('code that is damaged, or no code at all, is made anew', () => {
  const caches = readdirSync(join(folder, 'cli')).filter((name) => name.endsWith('.cache'))
  expect(caches.length).toBeGreaterThan(5)
  for (const [index, name] of caches.entries()) {
    const path = join(folder, 'cli', name)
    const bytes = readFileSync(path)
    bytes.fill(0xa5, bytes.length >> 1)
    writeFileSync(path, index % 2 === 0 ? bytes : 'of another version')
  }
  expect(infoOf(image)).toBe(withoutCache)
  const { loaded, anew } = loadedBy('info', image)
  expect(anew.length).toBe(loaded)
})

function loadedBy(...args: readonly string[]): { loaded: number; anew: readonly string[] } {
  const { stderr } = runHere(PRINT_ANEW, join(folder, 'cli'), ...args)
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as ReturnType<typeof loadedBy>
}

function runHere(program: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, ['-e', program, ...args], { encoding: 'utf8' })
}

function infoOf(path: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'info', path], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout
}
