import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { INSTANCES } from '../../../helpers/trees/small-node.ts'
import { IDLE, LOST, littered, refusedEnd, released, runAsRoot } from './littered-node.ts'

const lost = `${INSTANCES}/${LOST}`

/** What only that removes which is to be run some days later. */
const later = (script: string): string =>
  script.replaceAll(/^# {3}(?=cowscope_unused .* moved)/gm, '')

/** A node with such a folder, its plan, and where that moves the folder. */
function planned() {
  const node = littered()
  const scan = node.scan()
  const { aside = '', frees } = cleanupSteps(scan).find(({ path }) => path === lost) ?? {}
  return { node, scan, script: cleanupScript(scan, 'en'), aside, frees }
}

describe('a folder that belongs to no instance', () => {
  test('is moved aside where it lies, and removed there by another command', () => {
    const { node, scan, script, aside } = planned()
    const day = new Date(scan.view.startedAtMs).toISOString().slice(0, 10)
    expect(aside).toBe(`${INSTANCES}/cowscope-aside-${day}/${LOST}`)
    expect(runAsRoot(released(script), node.root)).toMatchObject({ status: 0, stderr: '' })
    expect([lost, `${aside}/console.log`].map((path) => existsSync(node.path(path)))).toEqual([
      false,
      true,
    ])
    expect(runAsRoot(later(script), node.root)).toMatchObject({ status: 0, stderr: '' })
    expect(existsSync(node.path(aside))).toBe(false)
  })

  test('is not removed where it was moved to once somebody wrote into it or has it open', () => {
    for (const open of [true, false]) {
      const { node, script, aside } = planned()
      runAsRoot(released(script), node.root)
      const log = node.path(`${aside}/console.log`)
      if (!open) writeFileSync(log, 'more')
      const ran = runAsRoot(later(script), node.root, open ? { open: log } : {})
      expect([ran.status, existsSync(log)]).toEqual([1, true])
      expect(ran.stderr).toContain(open ? 'In use, not removed:' : 'Changed since the scan')
    }
  })

  test('is not removed where it was moved to when it is another folder', () => {
    const { node, script, aside } = planned()
    runAsRoot(released(script), node.root)
    renameSync(node.path(aside), node.path('mine'))
    mkdirSync(node.path(aside))
    const ran = runAsRoot(later(script), node.root)
    expect([ran.status, existsSync(node.path(aside))]).toEqual([1, true])
  })

  test.each(['a folder', 'a symlink'])('stays where %s is in the way', (what) => {
    const { node, script, aside } = planned()
    mkdirSync(node.path(aside.slice(0, aside.lastIndexOf('/'))))
    if (what === 'a folder') mkdirSync(node.path(aside))
    else symlinkSync('/nowhere', node.path(aside))
    const { status, stderr } = runAsRoot(released(script), node.root)
    expect([status, existsSync(node.path(lost)), existsSync(node.path(IDLE))]).toEqual([
      1,
      true,
      false,
    ])
    const why = 'Not moved aside, because mv could not, or something of that name is there:'
    expect(stderr).toBe(`${why}\n  ${node.path(lost)}\n${refusedEnd(1)}`)
  })

  test('goes by commands that ShellCheck finds no fault with', () => {
    const input = later(released(planned().script))
    expect(spawnSync('shellcheck', ['-s', 'sh', '-'], { input, encoding: 'utf8' }).stdout).toBe('')
  })

  test.each([
    ['en', 'Then, to move it aside', 'Some days later', 'once it is removed where it was moved to'],
    ['zh-CN', '然后移走', '过几天', '移走后在新位置删除时才释放'],
  ] as const)('is said in %s to free nothing before that', (language, move, then, once) => {
    const { scan } = planned()
    const plan = cleanupMarkdown(scan, language)
    const step = plan.slice(plan.indexOf(`- [ ] \`${lost}\``))
    for (const text of [move, then, once]) expect(step).toContain(text)
    const sum =
      language === 'en' ? /1 step only moves its folder aside/g : /其中 1 步先只移走文件夹/g
    for (const text of [plan, cleanupScript(scan, language)])
      expect(text.match(sum)).toHaveLength(2)
  })
})
