import type { ImageReport } from '../../shared/ipc/answers.ts'

/** What became of an image since it was read: `replaced` is another file at its place. */
export type ImageChange = 'same' | 'written' | 'replaced'

/** That it, or a layer below it, was written to is told by lengths and times. */
export function changeOf(before: ImageReport, now: ImageReport): ImageChange {
  if (before.stat.dev !== now.stat.dev || before.stat.ino !== now.stat.ino) return 'replaced'
  return stampOf(before) === stampOf(now) ? 'same' : 'written'
}

function stampOf({ stat, chain }: ImageReport): string {
  const layers = chain.layers.map(({ displayPath, length }) => `${length}@${displayPath}`)
  return [stat.length, stat.mtimeMs, chain.state.kind, ...layers].join('\0')
}
