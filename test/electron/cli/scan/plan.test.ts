import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const node = temporaryFolder()
const elsewhere = temporaryFolder()
const cli = cliOfTests()

beforeAll(() => {
  writeSampleNode(node)
}, 60_000)

test('plan writes a checklist of what may be cleaned up', () => {
  const { status, stdout, stderr } = cli.run(['plan', node])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('# Clean-up plan for ')
  expect(stdout.match(/^- \[ \] /gm)).toHaveLength(4)
  expect(cli.run(['plan', node, '--language', 'zh-CN']).stdout).toContain('清理计划')
})

test('plan writes a script that a shell reads and that does nothing by itself', () => {
  const target = join(elsewhere, 'plan.sh')
  expect(cli.run(['plan', node, '-f', 'script', '-o', target]).status).toBe(0)
  const script = readFileSync(target, 'utf8')
  execFileSync('sh', ['-n', target])
  const live = script.split('\n').filter((line) => !line.startsWith('#'))
  const commands = live.filter((line) => /\brm |cowscope_(unused|aside) "\$\{/.test(line))
  expect(commands).toEqual([])
  expect(script).toMatch(
    /^# cowscope_unused "\$\{ROOT:\?\}"(\/var\/lib\/nova\/instances\/\S+) \d+ && rm -r --one-file-system -- "\$\{ROOT:\?\}"\1 && cowscope_note$/m,
  )
})

test('plan writes nothing into what it reads, and wants a path', () => {
  expect(cli.run(['plan', node, '-o', join(node, 'plan.md')]).status).toBe(1)
  expect(cli.run(['plan']).status).toBe(2)
})
