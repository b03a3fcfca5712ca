import { describe, expect, test } from 'vitest'
import { must, run } from '../../../build/setup/run.mjs'

const node = process.execPath

describe('running a program', () => {
  test('gives its exit code and what it printed', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3'
    const { code, stdout, output } = await run(node, ['-e', script])
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'out' })
    expect([...output].sort().join('')).toBe([...'outerr'].sort().join(''))
  })

  test('ends it after its time', async () => {
    const endless = 'setInterval(() => {}, 1000)'
    expect((await run(node, ['-e', endless], { timeoutMs: 50 })).code).not.toBe(0)
  })

  test('that does not exist fails with its name', async () => {
    await expect(run('/nonexistent/program', [])).rejects.toThrow('cannot run /nonexistent/program')
  })
})

test('a program that must succeed fails with the end of what it printed', async () => {
  const script = 'console.error("no space left"); process.exitCode = 7'
  await expect(must(node, ['-e', script])).rejects.toThrow(/exit code 7[\s\S]*no space left/)
})
