import { dirname } from 'node:path'
import { declaredByDiskInfo } from '../../../shared/analysis/rows/image-context.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import { isPlain } from '../../../shared/formats/formats-agree.ts'
import { formatName } from '../../../shared/formats/names.ts'
import type { ImageFormat } from '../../../shared/formats/types.ts'
import { instanceDirName } from '../../../shared/nova/names.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { NamedPath } from '../../files/named-image.ts'

/**
 * Of an instance's disk that disk.info beside it declares raw although it begins with a header: whose data
 * that header is. Undefined for any other file.
 */
export function declaredRaw({ real }: NamedPath, format: ImageFormat): string | undefined {
  const folder = dirname(real)
  if (isPlain(format) || instanceDirName(baseNameOf(folder)) === undefined) return undefined
  if (declaredByDiskInfo(liveTree(folder), baseNameOf(real)) !== 'raw') return undefined
  return `disk.info beside it declares it raw: its ${formatName(format)} header is data of its guest, which may have forged it`
}
