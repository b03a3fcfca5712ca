import { expect, test } from 'vitest'
import { afterOthers } from '../../../../shared/analysis/cleanup/after-others.ts'
import { type CleanupStep, hasCommands } from '../../../../shared/analysis/cleanup/step.ts'

/** A leftover on which others stand, where `users` says so. */
function stepOf(at: number, path: string, more: Partial<CleanupStep> = {}): CleanupStep {
  const finding: CleanupStep['finding'] = {
    code: 'leftover-del',
    severity: 'info',
    subject: { kind: 'folder', path },
    evidence: {},
  }
  return {
    ...{ at, stage: 'deleted', finding, path, isFolder: true, targets: [path], names: [] },
    ...{ isCounted: true, isAtLeast: false, isDerived: false, users: [], hosts: [], unread: [] },
    ...more,
  }
}

const upper = stepOf(0, 'upper')
const lowerWith = (more: Partial<CleanupStep>) =>
  afterOthers([upper, stepOf(1, 'lower', { users: ['upper/disk'], ...more })]).find(
    ({ path }) => path === 'lower',
  )

test('what only another step stands on waits for that step', () => {
  const lower = lowerWith({})
  expect(lower).toMatchObject({ stage: 'after', after: [{ at: 0, path: 'upper' }] })
  expect(lower && hasCommands(lower)).toBe(true)
})

test.each<readonly [string, Partial<CleanupStep>]>([
  ['another host may need', { hosts: ['b'] }],
  ['a host that nothing lists may need', { unlisted: 'clustered' }],
  ['another host that was opened may have open', { sharing: ['a', 'b'] }],
  ['something unread may need', { unread: ['etc/libvirt/qemu/own.xml'] }],
])('what %s has no commands, whatever else removes its users', (_, more) => {
  const lower = lowerWith(more)
  expect(lower?.after).toBeUndefined()
  expect(lower && hasCommands(lower)).toBe(false)
})
