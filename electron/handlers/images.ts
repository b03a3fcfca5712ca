import { dirname, relative } from 'node:path'
import type { TreePath } from '../../shared/files/tree.ts'
import { type Grant, liesWithin } from '../grants.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { InspectRequest } from '../scanner/jobs.ts'
import type { HandlerContext } from './context.ts'

type Channels = 'image:inspect' | 'image:locate'

export function imageHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { dialogs, grants, scanner } = context
  const inspect = (grant: Grant, path: TreePath) => {
    grants.pathOf(grant.place.id, path)
    return scanner.call('inspect', {
      ...target(grant, path, grants.folders()),
      askedPath: path,
      placeId: grant.place.id,
      grantedFolders: grants.folders(),
      grantedFiles: grants.files(),
      located: grant.located,
      ...(grant.root !== undefined && { givenRoot: grant.root }),
    })
  }
  return {
    'image:inspect': (placeId, path) => inspect(grants.get(placeId), path),
    async 'image:locate'(placeId, path, name) {
      grants.get(placeId)
      const chosen = await dialogs.locate(name)
      if (chosen === undefined) return undefined
      return inspect(await grants.locate(placeId, name, chosen), path)
    },
  }
}

/**
 * An image that was opened by itself is looked at in its folder, of which only it is granted; where
 * it lies in a folder that is open too, it is looked at there, as part of what that folder is.
 */
function target(
  { place, realPath }: Grant,
  path: TreePath,
  folders: readonly string[],
): Pick<InspectRequest, 'folder' | 'path'> {
  if (place.kind === 'folder') return { folder: realPath, path }
  const folder = folders.find((one) => liesWithin(one, realPath)) ?? dirname(realPath)
  return { folder, path: relative(folder, realPath) }
}
