import { Refusal } from './failure.ts'

/** Settles as `work` does, or with `not-responding` when that takes longer than `limitMs`. */
export async function withTimeLimit<T>(
  work: Promise<T>,
  limitMs: number,
  path: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    const refusal = new Refusal('not-responding', `no answer in ${limitMs / 1000} s`, path)
    timer = setTimeout(() => reject(refusal), limitMs)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
