import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../../shared/bytes/source.ts'
import { openWindow } from '../../../../shared/bytes/window.ts'
import { probeImage } from '../../../../shared/formats/probe.ts'
import { openQcow2, summarizeQcow2 } from '../../../../shared/formats/qcow2/open.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import { ascii } from '../../../helpers/encoders.ts'
import { qcow2Image } from '../../../helpers/encoders-qcow2.ts'
import { hostileSource } from '../../../helpers/hostile-source.ts'

/** What the header says when nobody has seen one before. */
function readAnew(bytes: Uint8Array): ImageSummary {
  const source = memorySource(bytes)
  const window = openWindow(source, new Uint8Array(4096))
  return summarizeQcow2(openQcow2(window, 'scan'), source.size)
}

function overlay(name: string, at = 512): Uint8Array {
  return qcow2Image({ backingOffset: at, backingSize: name.length }, { [at]: ascii(name) })
}

describe('headers that were seen before', () => {
  test('an equal header in a longer file is the same image', () => {
    const image = overlay('/var/lib/nova/instances/_base/one')
    const longer = new Uint8Array(image.length + 65_536)
    longer.set(image)
    expect(probeImage(memorySource(longer))).toEqual(readAnew(image))
    expect(probeImage(memorySource(image))).toBe(probeImage(memorySource(longer)))
  })

  test('in a file that ends before its tables it is a truncated one', () => {
    const image = overlay('/var/lib/nova/instances/_base/two')
    expect(probeImage(memorySource(image)).flags).toBeUndefined()
    const cut = image.subarray(0, 65_536)
    expect(probeImage(memorySource(cut)).flags).toEqual(['truncated'])
    expect(probeImage(memorySource(image)).flags).toBeUndefined()
  })

  test('names after what is compared are read each time', () => {
    const [one, other] = [overlay('base-1', 2000), overlay('base-2', 2000)]
    expect(probeImage(hostileSource(one)).backing?.name).toBe('base-1')
    expect(probeImage(hostileSource(other)).backing?.name).toBe('base-2')
  })

  test('a name that moves from image to image is that of the image', () => {
    const places = fc.constantFrom(112, 200, 512, 1018, 1023, 1024, 4090)
    const image = fc
      .tuple(fc.constantFrom('a', 'base', '/x/_base/0'), places, fc.nat({ max: 200_000 }))
      .map(([name, at, length]) => overlay(name, at).subarray(0, Math.max(4096, length)))
    fc.assert(
      fc.property(fc.array(image, { maxLength: 8 }), (images) => {
        for (const bytes of images) {
          expect(probeImage(memorySource(bytes))).toEqual(readAnew(bytes))
        }
      }),
    )
  })
})
