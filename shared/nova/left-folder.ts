import { type InstanceDirName, isLive } from './names.ts'

/** Whether it is what a resize or a deletion left, or what a clean-up set aside: no guest runs on it. */
export function isLeftFolder(folder: Pick<InstanceDirName, 'kind'> | undefined): boolean {
  return folder !== undefined && !isLive(folder)
}
