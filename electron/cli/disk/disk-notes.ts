import type { OpenedDisk } from '../../files/opened-disk.ts'
import { readAsVpc } from '../chain/read-as-vpc.ts'
import type { Input } from '../input/inputs.ts'

/** What tells how to bring what is lacking is loaded only where something is. */
export async function gapTexts(
  { gaps }: OpenedDisk,
  input: Input,
  givenRoot: string | undefined,
): Promise<readonly string[]> {
  if (gaps.length === 0) return []
  const { gapText } = await import('./gap-text.ts')
  return gaps.map((gap) => gapText(gap, input, givenRoot))
}

/** A snapshot from before a resize is as long as its disk was then. */
export function snapshotSize(opened: OpenedDisk, snapshot: string | undefined): string | undefined {
  const now = opened.chain.layers[0]?.image.virtualSize
  const { size } = opened.disk
  if (snapshot === undefined || now === undefined || now === size) return undefined
  return `the disk had ${size} bytes in the snapshot, and so long is what is read of it; it has ${now} now, the length that qemu-img convert -l gives it`
}

/** Of layers that could be taken for another format than they are read as. */
export function vpcNotes({ chain }: OpenedDisk): readonly string[] {
  return chain.layers.flatMap((layer) => {
    const note = readAsVpc(layer)
    return note === undefined ? [] : [`${layer.displayPath}: ${note}`]
  })
}
