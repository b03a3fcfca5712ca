import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { FileTree } from '../../../shared/files/tree.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { findingLines, viewOfTree } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DISK,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  SmallNode,
  UUID,
  withSpace,
} from '../../helpers/trees/small-node.ts'

const OTHER = `${INSTANCES}/${UUID.replace(/1$/, '2')}`

/** The instance of every small node, and one more on the same base. */
function twoInstances(): SmallNode {
  const node = new SmallNode(temporaryFolder())
  mkdirSync(node.path(OTHER))
  node.make('qcow2', `${OTHER}/disk`, '16M', '-u', '-F', 'raw', '-b', `/${BASE}`)
  return node
}

/** The node's tree, in which `act` happens as soon as `path` was listed. */
function thenAt(node: SmallNode, path: string, act: () => void): FileTree {
  const tree = withSpace(liveTree(node.root))
  let isDue = true
  return {
    ...tree,
    list(listed) {
      const entries = tree.list(listed)
      if (listed === path && isDue) {
        isDue = false
        act()
      }
      return entries
    },
  }
}

const remove = (node: SmallNode, path: string) => rmSync(node.path(path), { recursive: true })

describe('what was listed and is deleted before it is read could not be read, and is no fault:', () => {
  test.each([
    ['the folder of an instance', INSTANCES, OTHER],
    ['its disk', OTHER, `${OTHER}/disk`],
    ['all of it, once it was listed', OTHER, OTHER],
    ['a base', `${INSTANCES}/_base`, `${INSTANCES}/_base/unused`],
    ['the XML of a domain', 'etc/libvirt/qemu', 'etc/libvirt/qemu/other.xml'],
  ])('%s', (_, listed, gone) => {
    const node = twoInstances()
    node.write(`${INSTANCES}/_base/unused`, '')
    node.write(
      'etc/libvirt/qemu/other.xml',
      domainXml(2, baseNameOf(OTHER), { disk: 'qcow2' }, IMAGE),
    )
    const view = viewOfTree(thenAt(node, listed, () => remove(node, gone)))
    expect(view.gone).toMatchObject({ count: 1, first: gone })
    expect(view.totals).toMatchObject({ unreadable: 0, hidden: 0, unknownDisks: 0 })
    expect(findingLines(view).filter((line) => line.includes('unreadable'))).toEqual([])
    const hasOther = gone !== OTHER
    expect(view.instances).toHaveLength(hasOther ? 2 : 1)
    expect(view.instances.every(({ sizes }) => sizes !== undefined)).toBe(true)
    expect(view.accounting.cache?.doubtCounts).toEqual({})
  })

  test('of several the first is named', () => {
    const node = twoInstances()
    node.write(`${OTHER}/disk.info`, '{}')
    const view = viewOfTree(
      thenAt(node, OTHER, () => {
        for (const name of ['disk', 'disk.info']) remove(node, `${OTHER}/${name}`)
      }),
    )
    expect(view.gone).toEqual({ count: 2, first: `${OTHER}/disk` })
  })
})

describe('what is not there any more has its fault', () => {
  test('where the storage is another than was planned: it may be unmounted', () => {
    const node = twoInstances()
    const tree = thenAt(node, INSTANCES, () => remove(node, OTHER))
    const unmounted: FileTree = { ...tree, identity: () => '99:1' }
    const view = viewOfTree(unmounted)
    expect(view).not.toHaveProperty('gone')
    expect(view.totals.unreadable).toBe(1)
    expect(findingLines(view)).toContain(`warning unreadable ${OTHER}`)
  })

  test('where it is a folder that no instance takes along', () => {
    const node = twoInstances()
    const tree = thenAt(node, 'etc/libvirt/qemu', () => remove(node, 'var/lib/glance/images'))
    expect(findingLines(viewOfTree(tree))).toContain('warning unreadable var/lib/glance/images')
  })

  test('where it is there again', () => {
    const node = twoInstances()
    const tree = thenAt(node, FOLDER, () => renameSync(node.path(DISK), node.path('away')))
    const opened: FileTree = {
      ...tree,
      lstat(path) {
        try {
          return tree.lstat(path)
        } finally {
          if (path === DISK) writeFileSync(node.path(DISK), '')
        }
      },
    }
    const view = viewOfTree(opened)
    expect(view).not.toHaveProperty('gone')
    expect(findingLines(view)).toContain(`warning unreadable ${DISK}`)
  })
})

test('a domain whose folder went away is not one without a folder', () => {
  const node = twoInstances()
  const view = viewOfTree(thenAt(node, INSTANCES, () => remove(node, FOLDER)))
  expect(view.gone).toEqual({ count: 1, first: FOLDER })
  expect(findingLines(view)).toEqual([])
})
