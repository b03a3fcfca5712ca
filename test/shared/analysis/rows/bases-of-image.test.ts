import { expect, test } from 'vitest'
import { createBasesOfImage, imageOfBase } from '../../../../shared/analysis/rows/bases-of-image.ts'
import { nodeJson } from '../../../../shared/report/json/json.ts'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { textOf } from '../../../helpers/text-of.ts'
import {
  BASE,
  IMAGE,
  OTHER_IMAGE,
  STORE,
  sha1,
  smallNode,
} from '../../../helpers/trees/small-node.ts'

test('from an image in the store to its bases, resized ones too, and from a base back', () => {
  const made = smallNode()
  made.make('qcow2', `${STORE}/${OTHER_IMAGE}`, '8M')
  made.make('raw', `${BASE}_20`, '20G')
  const view = made.view()
  const basesOf = createBasesOfImage(view)
  const named = (id: string) => {
    const image = view.images.find(({ name }) => name === id)
    return image === undefined ? undefined : basesOf(image).map((base) => base.id)
  }
  expect(named(IMAGE)?.toSorted()).toEqual([BASE, `${BASE}_20`])
  expect(named(OTHER_IMAGE)).toEqual([])
  const back = view.bases.map((base) => imageOfBase(base, view)?.name)
  expect(back).toEqual([IMAGE, IMAGE])

  const text = textOf(nodeJson({ view }, { name: 'cowscope', version: '0' }))
  const { images } = nodeReportSchema.parse(JSON.parse(text))
  const own = images.find(({ name }) => name === IMAGE)
  expect(own).toMatchObject({ base: BASE, bases: [BASE, `${BASE}_20`] })
  expect(nodeText(view)).toMatch(new RegExp(`${IMAGE} .* ${sha1(IMAGE).slice(0, 8)}$`, 'm'))
})
