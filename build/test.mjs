// `npm test`: what has to be true before a change is good, cheapest first. Further arguments go
// to vitest: `npm test -- test/shared`.
import { withoutFuse } from './setup/fuse.mjs'
import { projectRoot } from './setup/places.mjs'
import { runHere } from './setup/run.mjs'
import { runScript, say } from './setup/say.mjs'
import { setup } from './setup/setup.mjs'

const projects = ['unit', 'differential', 'e2e'].flatMap((name) => ['--project', name])
const config = ['--config', 'test/vitest.config.ts']
const vitest = ['vitest', 'run', ...config, ...projects, ...process.argv.slice(2)]

/** @type {readonly (readonly string[])[]} */
const steps = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '-b'],
  ['npm', 'run', '--silent', 'build'],
  vitest,
]

await runScript(async () => {
  await setup('test')
  const path = `${projectRoot}/node_modules/.bin:${process.env['PATH']}`
  const env = { ...process.env, ...withoutFuse(), PATH: path }
  for (const [program = '', ...args] of steps) {
    say(`${program} ${args.join(' ')}`)
    const code = await runHere(program, args, { cwd: projectRoot, env })
    if (code === 0) continue
    say(`failed: ${program}`)
    return code
  }
  return 0
})
