import { describe, expect, test } from 'vitest'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { sampleView } from '../sample-view.ts'

describe('a table for a terminal of little room', () => {
  test('says of no dash that the terminal has no room for', () => {
    const [row] = sampleView().instances
    if (row === undefined) throw new Error('no instance')
    const sizes = { exclusive: 208896, shared: 4096, isExclusiveAtLeast: true } as const
    const shared = { ...row, isShareOpen: true as const, sizes }
    const textOf = (width: number) => nodeText(sampleView({ instances: [shared] }), { width })
    expect(textOf(80)).toMatch(/"-" because what could not be read may use the same files/)
    expect(textOf(60)).not.toContain('"-" because')
  })

  test('cuts no name for a UUID, and shows a UUID whole or not at all', () => {
    const [row] = sampleView().instances
    if (row === undefined) throw new Error('no instance')
    const view = sampleView({ instances: [{ ...row, name: 'gitlab-runner-docker-01' }] })
    expect(nodeText(view, { width: 80 })).toMatch(/^gitlab-runner-docker-01 {2,}\d/m)
    expect(nodeText(view, { width: 130 })).toMatch(
      new RegExp(`^gitlab-runner-docker-01 {2,}${row.uuid} `, 'm'),
    )
  })

  test.each(['web', undefined])(
    'tells instances without a name by their whole UUID, beside one called %s',
    (name) => {
      const [row] = sampleView().instances
      if (row === undefined) throw new Error('no instance')
      const { name: _, ...nameless } = row
      const uuids = [1, 2].map((one) => `aaaaaaaa-0000-4000-8000-00000000000${one}`)
      const rows = uuids.map((uuid) => ({ ...nameless, id: uuid, uuid, kind: 'resize' as const }))
      const first = name === undefined ? [] : [{ ...row, name }]
      const text = nodeText(sampleView({ instances: [...first, ...rows] }), { width: 80 })
      for (const uuid of uuids) expect(text).toMatch(new RegExp(`^${uuid} .*\\d+$`, 'm'))
    },
  )

  test('lists the images by what they take, and names their folder once', () => {
    const image = { name: 'x', length: 1, mtimeMs: 0, chain: 'standalone', findings: [] } as const
    const one = (name: string, allocated: number) => ({ ...image, id: `g/${name}`, allocated })
    const text = nodeText(sampleView({ images: [one('small', 1), one('large', 9)] }))
    expect(text).toMatch(/^Images in g \(2\)\nNAME .*\nlarge .*\nsmall /m)
  })
})
