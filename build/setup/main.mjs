import { parseArgs } from 'node:util'
import { electronExecutable } from './runtime.mjs'
import { runScript, SetupError, say } from './say.mjs'
import { setup } from './setup.mjs'

await runScript(async () => {
  const { values } = parseArgs({ options: { for: { type: 'string', default: 'test' } } })
  const purpose = values.for
  if (purpose !== 'start' && purpose !== 'test') {
    throw new SetupError('usage: npm run setup -- [--for start|test]')
  }
  await setup(purpose)
  if (purpose === 'test') say(`ready: ${electronExecutable()}`)
  return 0
})
