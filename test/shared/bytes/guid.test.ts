import { describe, expect, test } from 'vitest'
import { guidText, NIL_GUID, uuidText } from '../../../shared/bytes/guid.ts'

const BYTES = Uint8Array.from({ length: 16 }, (_, index) => index)

describe('sixteen bytes as people write them', () => {
  test('a GUID has three little-endian groups', () => {
    expect(guidText(BYTES)).toBe('03020100-0504-0706-0809-0a0b0c0d0e0f')
  })

  test('a UUID is written in the order of its bytes', () => {
    expect(uuidText(BYTES)).toBe('00010203-0405-0607-0809-0a0b0c0d0e0f')
  })

  test('all zeros are the nil GUID', () => {
    expect(guidText(new Uint8Array(16))).toBe(NIL_GUID)
  })
})
