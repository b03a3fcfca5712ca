import { useEffect, useState } from 'react'
import type { Result } from '../../shared/ipc/contract.ts'

interface Answered<T> {
  readonly ask: () => Promise<Result<T>>
  readonly answer: Result<T>
}

/**
 * The answer to the question `ask`, which is asked when it has stood for `pauseMs`: arrow keys and clicks go
 * through many that nobody means. Undefined until it has come, and where there is nothing to ask. Another
 * function is another question, whose answer nobody has yet: keep it as long as it asks the same.
 */
export function useAnswer<T>(
  ask: (() => Promise<Result<T>>) | undefined,
  pauseMs: number,
): Result<T> | undefined {
  const [answered, setAnswered] = useState<Answered<T>>()
  useEffect(() => {
    if (ask === undefined) return
    let isCurrent = true
    const take = async () => {
      const answer = await ask()
      if (isCurrent) setAnswered({ ask, answer })
    }
    const timer = setTimeout(() => void take(), pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [ask, pauseMs])
  return answered !== undefined && answered.ask === ask ? answered.answer : undefined
}
