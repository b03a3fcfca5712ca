import type { ImageReport } from '../../shared/ipc/answers.ts'

/**
 * What became of an image since it was read: `replaced` is another file at its place, `restacked` stands
 * on other layers. `written` to is the image or what it stands on, as a running guest's disk always is.
 */
export type ImageChange = 'same' | 'written' | 'replaced' | 'restacked'

export function changeOf(before: ImageReport, now: ImageReport): ImageChange {
  if (before.stat.dev !== now.stat.dev || before.stat.ino !== now.stat.ino) return 'replaced'
  if (layersBelow(before) !== layersBelow(now)) return 'restacked'
  const isSame = before.stat.length === now.stat.length && timesOf(before) === timesOf(now)
  return isSame ? 'same' : 'written'
}

function layersBelow({ chain: { state, layers } }: ImageReport): string {
  const below = layers.slice(1).flatMap(({ displayPath, length, inode }) => {
    return [displayPath, length, inode?.identity]
  })
  return [state.kind, ...below].join('\0')
}

function timesOf({ stat, chain: { layers } }: ImageReport): string {
  return [stat.mtimeMs, ...layers.slice(1).map(({ inode }) => inode?.mtimeMs)].join()
}
