import { KNOWN_INSTANCES_PATHS } from '../../shared/scan/known-instances.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import { realPathOf } from './system-path.ts'

/**
 * Says of an instances_path that was opened by itself whether one of its usual names leads to it on this
 * machine: that name may be a symlink to a folder of a larger disk, and the folder is no copy then. Of
 * those names symlinks are followed, and nothing is opened.
 */
export function withUsualName(plan: ScanPlan): ScanPlan {
  const { layout, rootPath } = plan
  if (layout.kind !== 'instances') return plan
  const known = KNOWN_INSTANCES_PATHS.find(({ path }) => leadsTo(`/${path}`, rootPath))
  if (known === undefined) return plan
  const { recorded } = known
  return { ...plan, layout: { ...layout, recordedInstancesPath: recorded, isInUsualPlace: true } }
}

function leadsTo(name: string, folder: string): boolean {
  try {
    return realPathOf(name) === folder
  } catch {
    // What is not there, or cannot be seen, leads nowhere.
    return false
  }
}
