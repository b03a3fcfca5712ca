import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ensureRuntime } from '../../../build/setup/runtime.mjs'

beforeEach(() => vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', ''))
afterEach(() => vi.unstubAllEnvs())

interface Here {
  readonly official?: string
  readonly standIn?: string
  /** What a download of the official build would give now. */
  readonly download?: string
}

/** What is fetched, in order, where these are there already. */
async function fetched({ official, standIn, download }: Here): Promise<readonly string[]> {
  const asked: string[] = []
  await ensureRuntime({
    officialExecutable: () => official,
    standInExecutable: () => standIn,
    fetchOfficial: async () => {
      asked.push('official')
      return download
    },
    fetchStandIn: async () => {
      asked.push('stand-in')
      return 'stand-in'
    },
  })
  return asked
}

describe('the official build comes first', () => {
  test('nothing is fetched where it is here', async () => {
    expect(await fetched({ official: 'electron' })).toEqual([])
  })

  test('a stand-in is put together only where it cannot be had', async () => {
    expect(await fetched({ download: 'electron' })).toEqual(['official'])
    expect(await fetched({})).toEqual(['official', 'stand-in'])
  })

  test('it is asked for again while a stand-in serves', async () => {
    expect(await fetched({ standIn: 'electron' })).toEqual(['official'])
  })
})
