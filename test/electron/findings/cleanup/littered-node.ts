import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import {
  FOLDER,
  INSTANCES,
  OTHER_IMAGE,
  SmallNode,
  sha1,
  UUID,
} from '../../../helpers/trees/small-node.ts'

export const all = temporaryFolder()
export const PART = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.part`
export const IDLE = `${INSTANCES}/_base/${sha1('33333333-3333-4333-8333-333333333333')}`
export const SNAPSHOT = `${INSTANCES}/snapshots/tmpabcdef12/${'a'.repeat(32)}`
export const ROOT = `"\${ROOT:?}"`
export const LOST = 'cccccccc-0000-4000-8000-000000000003'
export const GONE = 'bbbbbbbb-0000-4000-8000-000000000002'

/** A node with something of each kind left over, in a folder of a name that begins so. */
export function littered(name = 'node'): SmallNode {
  const node = new SmallNode(mkdtempSync(join(all, `${name}-`)))
  node.write(PART, 'x'.repeat(5000), 3)
  node.write(`${INSTANCES}/tmpabcdef12`, '', 3)
  node.make('raw', IDLE, '4M')
  node.age(IDLE, 100)
  node.write(`${INSTANCES}/${GONE}_del/disk`, 'x'.repeat(9000), 48)
  node.write(`${INSTANCES}/${UUID}_resize/disk`, 'x'.repeat(9000), 8 * 24)
  node.write(`${FOLDER}/disk.rescue`, 'x'.repeat(4096), 5)
  node.write(`${INSTANCES}/${LOST}/console.log`, 'x')
  node.ageFolder(`${INSTANCES}/${LOST}`, 25)
  return node
}

export function run(script: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  return spawnSync('sh', [], {
    input: script,
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
}

export const reviewed = { COWSCOPE_PLAN: 'reviewed' }

/** As if every command had been let go. */
export function released(script: string): string {
  return script.replaceAll(/^# (?=cowscope_(?:unused|shared_by) )/gm, '')
}

/** What a script says at its end that was refused so many removals; it exits with 1 then. */
export function refusedEnd(count: number): string {
  return `Not all was done. Commands that removed nothing, or not all, for the reasons above: ${count}\n`
}

/**
 * Runs a script as root of processes of its own, all of which fuser sees: in a container those of
 * others may be hidden even from root. Another process has the file `open`; `before` comes first, and
 * `shell` runs it.
 */
export function runAsRoot(
  script: string,
  cwd: string,
  { open = '/dev/null', before = ':', shell: its = 'sh' } = {},
) {
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user']
  const shell = `exec 9<"$1"; ${before}; ${its} -c "$2" 9<&-`
  const options = [...user, '--mount', '--pid', '--fork', '--mount-proc']
  return spawnSync('unshare', [...options, 'sh', '-c', shell, 'sh', open, script], {
    cwd,
    env: { ...process.env, ...reviewed },
    encoding: 'utf8',
  })
}
