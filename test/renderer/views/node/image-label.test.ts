import { expect, test } from 'vitest'
import { imageLabel } from '../../../../renderer/views/node/image-label.ts'
import { createNodeIndex } from '../../../../renderer/views/node/node-index.ts'
import { instance, nodeView } from '../../data.ts'

test('a disk has the name of its instance, and what a resize left is not called as the one that runs', () => {
  const [runs, left] = [instance(1), { ...instance(1), kind: 'resize' as const }]
  const id = `${left.id}_resize`
  const rows = [runs, { ...left, id }]
  const index = createNodeIndex(rows, nodeView(rows))
  expect(imageLabel(`${runs.id}/disk`, index)).toBe('web-1 / disk')
  expect(imageLabel(`${id}/disk`, index)).toBe('web-1_resize / disk')
  expect(imageLabel('elsewhere/disk', index)).toBe('disk')
})
