import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { INSTANCES, smallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const DELETED = `${INSTANCES}/bbbbbbbb-0000-4000-8000-000000000002_del`

/** The plan of a node with one leftover, where another of its folders is mounted at `place`. */
function planWhereMounted(place: string): string {
  const node = smallNode()
  for (const folder of ['srv/data', DELETED]) {
    mkdirSync(node.path(`${folder}/in`), { recursive: true })
    node.write(`${folder}/disk`, 'x'.repeat(9000))
    node.ageFolder(folder, 48)
  }
  const script = 'mount --bind "$1" "$2" || exit 9; shift 2; exec "$@"'
  const within = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh']
  const run = [process.execPath, cli.path, 'plan', node.root]
  const paths = [node.path('srv/data'), node.path(place)]
  const { stdout } = spawnSync('unshare', [...within, ...paths, ...run], { encoding: 'utf8' })
  return stdout
}

describe('what a leftover frees', () => {
  test('is told where something is mounted elsewhere', () => {
    expect(planWhereMounted('srv')).toContain('1 step, which frees 20.0 KiB.')
  })

  // The script removes neither, and what is mounted there may be counted where it comes from as well.
  test.each([
    ['on it', DELETED],
    ['in it', `${DELETED}/in`],
  ])('is not known where something is mounted %s, and is not nothing', (_, place) => {
    const plan = planWhereMounted(place)
    expect(plan).toContain('1 step, which frees an amount that is not known.')
    expect(plan).not.toMatch(/frees (?:at least )?\d/i)
  })
})
