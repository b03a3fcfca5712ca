import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A project of nothing but this one's lint rules and the given files. */
export interface LintProject {
  /** The rules that fire for a file, such as `style/noDefaultExport`, with their messages. */
  readonly lint: (path: string) => string
  readonly remove: () => void
}

/** Writes `files` (path -> text) beside a copy of the project's Biome configuration. */
export function createLintProject(files: Readonly<Record<string, string>>): LintProject {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-lint-'))
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  cpSync(join(root, 'build/lint'), join(folder, 'build/lint'), { recursive: true })
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return {
    lint: (path) => lint(folder, path),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

function lint(folder: string, path: string): string {
  const biome = join(root, 'node_modules/.bin/biome')
  const args = ['lint', '--colors=off', '--max-diagnostics=none', path]
  const { stdout, stderr } = spawnSync(biome, args, { cwd: folder, encoding: 'utf8' })
  return stdout + stderr
}
