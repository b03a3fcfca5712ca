import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runInfo } from '../../../../electron/cli/image/run-info.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const HEAD = 'version=1\nCID=1\nparentCID=ffffffff\ncreateType="twoGbMaxExtentFlat"\n'
const EXTENTS = 60_000
const LONGEST_PIECE = 128 * 1024

const folder = temporaryFolder()

/** What is written at once. */
async function writtenBy(output: 'human' | 'json'): Promise<readonly string[]> {
  const written: string[] = []
  const path = join(folder, 'many.vmdk')
  await runInfo(
    [path],
    { output },
    {
      terminal: {
        out: (text) => written.push(text) > 0,
        complain: () => {},
        status: undefined,
      },
      version: '0',
      interrupted: () => false,
      hearing: (work) => work(),
      finish: () => {},
    },
  )
  return written
}

test.each(['human', 'json'] as const)(
  'info of a descriptor of 1 MB, which is 7 MB of text, holds none of it whole: %s',
  async (output) => {
    const extents = 'RW 1 FLAT "x" 0\n'.repeat(EXTENTS)
    writeFileSync(join(folder, 'many.vmdk'), HEAD + extents)
    const written = await writtenBy(output)
    expect(written.join('').match(/filename/g)).toHaveLength(EXTENTS + (output === 'json' ? 1 : 0))
    expect(Math.max(...written.map(({ length }) => length))).toBeLessThan(LONGEST_PIECE)
  },
)
