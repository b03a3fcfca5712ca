import { describe, expect, test } from 'vitest'
import { resolveChain } from '../../../../shared/analysis/chain/chain.ts'
import { chainClues } from '../../../../shared/analysis/findings/chain-findings.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import { inEnglish } from '../../../helpers/in-english.ts'

const top: ImageSummary = {
  format: 'vmdk',
  virtualSize: 512,
  backing: { name: 'base', format: 'vmdk', identity: '0000abcd' },
}

function cluesOn(base: ImageSummary) {
  const images: Readonly<Record<string, ImageSummary>> = { top, base }
  const chain = resolveChain('top', {
    places: { rootPath: '/srv', nodeRoot: false },
    lookup(address) {
      const image = images[address]
      if (image === undefined) return { kind: 'absent' }
      return { kind: 'found', address, key: address, length: 9, allocated: 8, image }
    },
  })
  return chainClues(chain, { ofNova: false, alone: false }).map(({ code, severity, evidence }) => ({
    code,
    severity,
    evidence,
  }))
}

describe('an overlay that knows the image below by its id', () => {
  test('says nothing when it is the one', () => {
    expect(cluesOn({ format: 'vmdk', virtualSize: 512, identity: '0000abcd' })).toEqual([])
  })

  test.each([
    ['another', '0000abce', '0000abce'],
    ['none', undefined, 'none'],
  ])('tells when it has %s', (_name, identity, found) => {
    const base: ImageSummary = { format: 'vmdk', virtualSize: 512 }
    const clues = cluesOn(identity === undefined ? base : { ...base, identity })
    const evidence = { name: 'base', expected: '0000abcd', found }
    expect(inEnglish(clues)).toEqual([{ code: 'backing-changed', severity: 'high', evidence }])
  })
})
