import type { CheckReport } from '../../../../shared/ipc/tasks.ts'
import { useImageTasks } from '../../../stores/context.tsx'

/** What the check of the page's image found; undefined until one has ended. */
export function useCheckReport(): CheckReport | undefined {
  return useImageTasks(({ works: { check } }) =>
    check.kind === 'done' && check.result.kind === 'check' ? check.result.report : undefined,
  )
}
