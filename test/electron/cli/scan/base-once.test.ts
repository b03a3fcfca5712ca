import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { overlayOn } from '../../../helpers/programs/qemu-img.ts'
import { straceNode } from '../../../helpers/programs/strace.ts'
import { INSTANCES } from '../../../helpers/trees/small-node.ts'
import { node } from '../../../helpers/trees/spoiled-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()

test('a base that is not in the scan is opened once, however many disks stand on it and reports ask', () => {
  const made = node()
  const base = 'srv/golden.raw'
  mkdirSync(made.path('srv'))
  made.make('raw', base, '8M')
  for (const number of [2, 3, 4]) {
    const folder = `${INSTANCES}/aaaaaaaa-0000-4000-8000-00000000000${number}`
    mkdirSync(made.path(folder))
    overlayOn(made.root, `/${base}`, `${folder}/disk`, '16M')
  }
  const { calls, stdout } = straceNode([cli.path, 'scan', '-f', 'json', made.root])
  expect(stdout.split(`"path":"${base}"`).length).toBeGreaterThan(3)
  const opened = calls.filter((call) => call.includes('open') && call.includes('golden.raw"'))
  expect(opened).toHaveLength(1)
}, 120_000)
