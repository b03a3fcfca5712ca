import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { findingsEn } from '../../../shared/i18n/findings.en.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { cliOfTests } from './built-cli.ts'

const folder = temporaryFolder()
const coverage = temporaryFolder()
const KB = 1000
/** The title of a finding: bundlers rename what is not text. */
const WORDS = findingsEn.code['missing-backing-file'].title
const cli = cliOfTests()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'disk', '1M')
}, 120_000)

/** The program's own files that Node has loaded for a command: V8 lists every script that it knows. */
function loaded(...args: readonly string[]): readonly string[] {
  const env = { ...process.env, NODE_V8_COVERAGE: coverage }
  const { status, stderr } = spawnSync(process.execPath, [cli.path, ...args], { cwd: folder, env })
  expect(status, String(stderr)).toBe(0)
  const found = readdirSync(coverage).flatMap((name) => {
    const path = join(coverage, name)
    const { result } = JSON.parse(readFileSync(path, 'utf8')) as {
      result: readonly { url: string }[]
    }
    rmSync(path)
    return result.map(({ url }) => url)
  })
  const files = found.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url))
  expect(files.map((file) => basename(file))).toContain(basename(cli.path))
  return files
}

test('starts by the name of a module too', () => {
  const module = cli.path.replace(/\.cjs$/, '.mjs')
  const { status, stdout } = spawnSync(process.execPath, [module, 'info', 'disk'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  expect(stdout).toBe(cli.run(['info', 'disk'], { cwd: folder }).stdout)
})

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0)
}

describe('a command loads what it needs', () => {
  test('none of them starts with more than the words of the command line', () => {
    expect(sizeOf(loaded('--version'))).toBeLessThan(130 * KB)
  })

  test('nor loads what only a program that starts others, or has streams, needs', () => {
    const told = join(folder, 'told.cjs')
    writeFileSync(told, "process.on('exit', () => console.error(process.moduleLoadList.join(' ')))")
    const args = ['-r', told, cli.path, 'info', 'disk']
    const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    expect(stderr).toContain('NativeModule fs')
    expect(stderr).not.toMatch(/NativeModule (child_process|stream)\b/)
  })

  test.each([
    ['info', ['info', 'disk'], 272],
    ['map', ['map', 'disk'], 466],
    ['check', ['check', 'disk'], 428],
    ['read', ['read', 'disk', '--length', '1'], 457],
    ['measure', ['measure', 'disk'], 472],
  ] as const)('%s has neither scan nor verdict nor findings', (_, args, limit) => {
    const files = loaded(...args)
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    expect(sizeOf(files)).toBeLessThan(limit * KB)
    expect(text).not.toContain('createNodeAnalysis')
    expect(text).not.toContain('function imageVerdict')
    expect(text).not.toContain(WORDS)
  })

  test('info has what follows a backing file only where it is asked to', () => {
    const follows = (args: readonly string[]) =>
      loaded(...args).some((file) => readFileSync(file, 'utf8').includes('function resolveChain'))
    expect(follows(['info', 'disk'])).toBe(false)
    expect(follows(['info', '--backing-chain', 'disk'])).toBe(true)
  })

  test('what these names stand for is loaded where it is needed', () => {
    const textOf = (files: readonly string[]) =>
      files.map((file) => readFileSync(file, 'utf8')).join('\n')
    expect(textOf(loaded('detect', 'disk'))).toContain('function imageVerdict')
    const scan = textOf(loaded('scan', '--format', 'json', folder))
    expect(scan).toContain('createNodeAnalysis')
    expect(scan).toContain(WORDS)
  })

  test('no chunk has a getter for each name that others take from it', () => {
    const chunks = readdirSync(join(dirname(cli.path), 'cli')).filter((name) => /\.cjs$/.test(name))
    expect(chunks.length).toBeGreaterThan(5)
    for (const name of chunks) {
      const text = readFileSync(join(dirname(cli.path), 'cli', name), 'utf8')
      expect(text, name).not.toMatch(/defineProperty\(exports, ?["'`]\w+["'`], ?\{[^}]*get/)
    }
  })
})
