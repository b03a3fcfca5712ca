import { useEffect, useState } from 'react'
import type { Severity } from '../../../shared/findings/types.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import { useApi, useInspector } from '../../stores/context.tsx'
import type { ImageTarget } from '../../stores/inspector.ts'
import type { InspectedImage } from '../../stores/view-state.ts'
import { severityRank } from '../node/tables/problem-rank.ts'

/** What marks an image among others: a note is no reason to turn to it first. */
type Grave = Exclude<Severity, 'info'>

/** Of each image that was read what is worst of it, if anything is. */
type Found = ReadonlyMap<string, Grave | undefined>

export const keyOf = ({ placeId, path }: ImageTarget): string => `${placeId} ${path}`

/**
 * The worst that is known of each image, by its key. Those that nobody has turned to are read one after
 * the other, so that a slow one holds one thread and the image that is shown never waits.
 */
export function useWorst(images: readonly InspectedImage[]): ReadonlyMap<string, Grave> {
  const api = useApi()
  const shown = useInspector('page', ({ report }) => report)
  const target = useInspector('page', ({ target }) => target)
  const hasFailed = useInspector('page', ({ failure }) => failure !== undefined)
  const [found, setFound] = useState<Found>(new Map())
  useEffect(() => {
    if (shown !== undefined) setFound((old) => withOne(old, shown, shown))
  }, [shown])
  const isUnread = (one: ImageTarget) =>
    !found.has(keyOf(one)) && (target === undefined || keyOf(one) !== keyOf(target))
  // One that cannot be read holds back no other.
  const isSettled = shown !== undefined || hasFailed
  const next = isSettled ? images.find(isUnread) : undefined
  const nextPlace = next?.placeId
  const nextPath = next?.path
  useEffect(() => {
    if (nextPlace === undefined || nextPath === undefined) return undefined
    let isLeft = false
    const read = async () => {
      const answer = await api.request('image:inspect', nextPlace, nextPath)
      const target = { placeId: nextPlace, path: nextPath }
      if (!isLeft) setFound((old) => withOne(old, target, answer.ok ? answer.value : undefined))
    }
    void read()
    return () => {
      isLeft = true
    }
  }, [api, nextPlace, nextPath])
  return new Map([...found].flatMap(([key, worst]) => (worst === undefined ? [] : [[key, worst]])))
}

function withOne(found: Found, target: ImageTarget, report: ImageReport | undefined): Found {
  const key = keyOf(target)
  const worst = report && worstOf(report)
  return found.has(key) && found.get(key) === worst ? found : new Map(found).set(key, worst)
}

const OF_VERDICT = { safe: 'info', warning: 'warning', unsafe: 'high' } as const

/** The worse of its problems and of its verdict, which may be all that there is. */
function worstOf({ findings, verdict }: ImageReport): Grave | undefined {
  const all: readonly Severity[] = [
    OF_VERDICT[verdict.state],
    ...findings.map(({ severity }) => severity),
  ]
  const [worst] = all.toSorted((a, b) => severityRank[b] - severityRank[a])
  return worst === 'info' ? undefined : worst
}
