import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { allFeatures } from '../../../../shared/formats/qcow2/features.ts'
import { qcow2Image } from '../../../helpers/bytes/encoders-qcow2.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'

function featuresOf(bits: Parameters<typeof qcow2Image>[0]) {
  const { qcow2 } = inspectImage(memorySource(qcow2Image(bits)))
  if (qcow2 === undefined) throw new Error('no qcow2 image')
  return allFeatures(qcow2.header, [{ kind: 'autoclear', bit: 7, name: 'from the image' }])
}

describe('feature bits', () => {
  test('are all told, also those that are not set', () => {
    const features = featuresOf({})
    expect(features.map(({ kind, bit }) => `${kind} ${bit}`)).toEqual([
      ...[0, 1, 2, 3, 4].map((bit) => `incompatible ${bit}`),
      'compatible 0',
      'autoclear 0',
      'autoclear 1',
    ])
    expect(features.filter(({ set }) => set)).toEqual([])
  })

  test('that nobody knows follow those of their kind, named where the image names them', () => {
    const features = featuresOf({ compatible: 1, autoclear: (1n << 7n) | (1n << 63n) })
    expect(features.filter(({ set }) => set)).toEqual([
      { kind: 'compatible', bit: 0, name: 'lazy refcounts', known: true, set: true },
      { kind: 'autoclear', bit: 7, name: 'from the image', known: false, set: true },
      { kind: 'autoclear', bit: 63, known: false, set: true },
    ])
  })
})
