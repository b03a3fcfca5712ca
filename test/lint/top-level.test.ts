import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// The first page of the project is a table of contents: tools are set up in build/ and test/.

const ROOT = resolve(import.meta.dirname, '../..')

const PROJECT = ['package.json', 'tsconfig.json', 'electron', 'renderer', 'shared', 'test', 'build']

const USUAL = [
  ...['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...['LICENSE', 'package-lock.json', 'biome.json', '.ci', '.gitattributes', '.gitignore'],
]

/** Whoever owns the checkout: git asks for that where another user runs the tests. */
function committed(): readonly string[] {
  const args = ['-c', 'safe.directory=*', 'ls-files', '-z']
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean)
}

/** Of a checkout what is committed; an archive without one has nothing else to tell. */
function topLevel(): ReadonlySet<string> {
  const paths = existsSync(join(ROOT, '.git')) ? committed() : readdirSync(ROOT)
  const made = new Set(['node_modules', 'out', 'dist'])
  return new Set(paths.map((path) => path.replace(/\/.*/s, '')).filter((name) => !made.has(name)))
}

test('the top level is the folders of the house beside the usual root files', () => {
  expect([...topLevel()].sort()).toEqual([...PROJECT, ...USUAL].sort())
})
