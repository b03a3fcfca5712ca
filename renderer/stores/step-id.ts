import type { Finding } from '../../shared/findings/types.ts'

/** What a step is called, in this scan and in the next one. */
export function stepId({ code, subject }: Finding): string {
  return `${code} ${subject.path}`
}
