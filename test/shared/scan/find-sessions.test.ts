import { expect, test } from 'vitest'
import { isWithin } from '../../../shared/files/paths.ts'
import { type FileTree, TreeError, type TreePath } from '../../../shared/files/tree.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { directory, memoryTree, merged, nested } from '../../helpers/trees/memory-tree.ts'
import { instances, unitsOf } from './planned.ts'

const SESSION = '.config/libvirt/qemu'

/** What is below a folder can be seen by its owner alone. */
function closed(tree: FileTree, folder: TreePath): FileTree {
  const refuse = (path: TreePath) => {
    if (path !== folder && isWithin(path, folder)) throw new TreeError('permission', path, 'EACCES')
  }
  return Object.assign(Object.create(tree), {
    lstat: (path: TreePath) => {
      refuse(path)
      return tree.lstat(path)
    },
  })
}

test('domains of sessions are found in the homes that can be looked into; others are passed over', () => {
  const root = merged(
    nested('var/lib/nova/instances', instances),
    nested(`root/${SESSION}`, directory()),
    nested(`home/adam/${SESSION}/lib/save`, directory()),
    nested(`home/eve/${SESSION}`, directory()),
  )
  const plan = planScan(closed(memoryTree(root), 'home/eve'))
  expect(unitsOf(plan).filter((unit) => unit.includes('.config'))).toEqual([
    `session-domains root/${SESSION}`,
    `session-domains home/adam/${SESSION}`,
    `domain-saves home/adam/${SESSION}/lib/save`,
  ])
  expect(plan.result.entries.filter(({ fault }) => fault !== undefined)).toEqual([])
  expect(plan.layout.shutHomes).toEqual(['home/eve'])
  const seen = planScan(memoryTree(root))
  expect(seen.layout).not.toHaveProperty('shutHomes')
  expect(unitsOf(seen)).toContain(`session-domains home/eve/${SESSION}`)
})
