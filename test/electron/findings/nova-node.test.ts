import { describe, expect, test } from 'vitest'
import { findingLines, viewOfFolder } from '../../helpers/node-view.ts'
import { FLAT, makeNovaNode, OVERLAYS } from '../../helpers/nova-tree.ts'
import { temporaryFolder } from '../../helpers/qemu-img.ts'

const NOVA = 120_000

describe('a node that Nova made', () => {
  const root = temporaryFolder()

  test(
    'has instances, bases and images, and nothing is wrong with them',
    () => {
      makeNovaNode(root)
      const view = viewOfFolder(root)
      expect(view.instances.map(({ uuid }) => uuid)).toEqual([...OVERLAYS, FLAT])
      expect(view.instances.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'flat'])
      expect(view.bases).toHaveLength(3)
      expect(view.images).toHaveLength(1)
      expect(findingLines(view)).toEqual([])
    },
    NOVA,
  )
})
