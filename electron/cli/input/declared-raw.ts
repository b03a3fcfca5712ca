import { dirname } from 'node:path'
import { declaredByDiskInfo } from '../../../shared/analysis/rows/image-context.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import { isPlain } from '../../../shared/formats/formats-agree.ts'
import { formatName } from '../../../shared/formats/names.ts'
import type { ImageFormat } from '../../../shared/formats/types.ts'
import { instanceDirName } from '../../../shared/nova/names.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { DomainDeclared, GivenRoot, NamedPath } from '../../files/named-image.ts'

/**
 * Of an instance's disk that is declared raw although it begins with a header, by the domain's XML below
 * `--root` or else by disk.info beside it: whose data that header is. Undefined for any other file.
 */
export function declaredRaw(
  { named, real }: NamedPath,
  format: ImageFormat,
  givenRoot?: Pick<GivenRoot, 'declared'>,
): string | undefined {
  const folders = [...new Set([named, real])].filter(isInstances)
  const isLuks = format === 'luks'
  if ((isPlain(format) && !isLuks) || folders.length === 0) return undefined
  const [by] = folders.flatMap((path) => givenRoot?.declared(dirname(path), baseNameOf(path)) ?? [])
  if (isLuks) return by && luksOwner(by)
  const declared = by?.format ?? declaredByDiskInfo(liveTree(dirname(real)), baseNameOf(real))
  if (declared !== 'raw') return undefined
  const who = by === undefined ? 'disk.info beside it' : by.xml
  return `${who} declares it raw: its ${formatName(format)} header is data of its guest, which may have forged it`
}

/** disk.info does not tell who decrypts a volume; that a guest has one on its disk is nothing odd. */
function luksOwner({ format, isDecrypted, xml }: DomainDeclared): string | undefined {
  if (format !== 'raw' || isDecrypted) return undefined
  return `${xml} declares it raw and does not decrypt it: its LUKS header is data of its guest`
}

function isInstances(path: string): boolean {
  return instanceDirName(baseNameOf(dirname(path))) !== undefined
}
