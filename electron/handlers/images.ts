import { randomUUID } from 'node:crypto'
import { basename, dirname, join, relative } from 'node:path'
import { makesCircle } from '../../shared/analysis/chain/located-doubts.ts'
import type { TreePath } from '../../shared/files/tree.ts'
import { Refusal } from '../failure.ts'
import type { OpenedPath } from '../files/opened-paths.ts'
import type { Grant } from '../grants/grant.ts'
import type { Grants } from '../grants/grants.ts'
import { liesWithin } from '../grants/lies-within.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { InspectRequest } from '../scanner/jobs.ts'
import type { HandlerContext } from './context.ts'

type Channels =
  | 'image:inspect'
  | 'image:locate'
  | 'image:forget'
  | 'image:start'
  | 'image:cancel'
  | 'image:map'
  | 'image:extents'

export function imageHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { dialogs, grants, scanner } = context
  return {
    'image:inspect': (placeId, path) =>
      scanner.call('inspect', requestFor(grants.get(placeId), path, grants)),
    async 'image:locate'(placeId, path, name) {
      // Most members lie beside the image; where its name leads is not touched before it is chosen.
      const chosen = await dialogs.locate(name, dirname(grants.pathOf(placeId, path)))
      if (chosen === undefined) return undefined
      const before = grants.get(placeId).located.get(name)
      const grant = await grants.locate(placeId, name, chosen)
      try {
        const report = await scanner.call('inspect', requestFor(grant, path, grants))
        if (!makesCircle(report.chain, name)) return report
        throw new Refusal('makes-circle', 'the chain would run in a circle', chosen)
      } catch (error) {
        // No report shows it, where it could be forgotten.
        grants.forget(placeId, name, before)
        throw error
      }
    },
    'image:forget': (placeId, path, name) =>
      scanner.call('inspect', requestFor(grants.forget(placeId, name), path, grants)),
    async 'image:start'(placeId, path, work) {
      const request = requestFor(grants.get(placeId), path, grants)
      const taskId = randomUUID()
      await scanner.startTask({ taskId, work, request })
      return { taskId }
    },
    'image:cancel'(taskId) {
      // Not waited for: the window hears of the end over the port of the task's events.
      scanner.call('cancelTask', taskId).catch(() => undefined)
    },
    'image:map': (mapId, window) => scanner.call('mapWindow', mapId, window),
    'image:extents': (mapId, first, count) => scanner.call('extents', mapId, first, count),
  }
}

/** What may be read for an image of a place. Throws a `Refusal` for a path that is not in it. */
function requestFor(grant: Grant, path: TreePath, grants: Grants): InspectRequest {
  grants.pathOf(grant.place.id, path)
  const { folders, files } = grants.readableFor(grant.place.id)
  return {
    ...target(grant, path, folders),
    askedPath: path,
    placeId: grant.place.id,
    grantedFolders: folders,
    grantedFiles: files,
    located: grant.located,
    ...(grant.root !== undefined && { givenRoot: grant.root }),
  }
}

/**
 * An image that was opened by itself is looked at in its folder, of which only it is granted; where
 * it lies in a folder that is open too, it is looked at there, as part of what that folder is.
 */
function target(
  { place, realPath, named, parts }: Grant,
  path: TreePath,
  folders: readonly string[],
): Pick<InspectRequest, 'folder' | 'path' | 'named' | 'parts'> {
  if (parts !== undefined) return targetInParts(realPath, path, parts)
  if (place.kind === 'folder') return { folder: realPath, path }
  const folder = folders.find((one) => liesWithin(one, realPath)) ?? dirname(realPath)
  const image = { folder, path: relative(folder, realPath) }
  return named === undefined ? image : { ...image, named }
}

/** An image that is a part itself is looked at as if it had been opened alone. */
function targetInParts(
  above: string,
  path: TreePath,
  parts: readonly OpenedPath[],
): Pick<InspectRequest, 'folder' | 'path' | 'named' | 'parts'> {
  const real = join(above, path)
  const image = parts.find((part) => part.kind === 'image' && part.real === real)
  if (image !== undefined) {
    const { named } = image
    return { folder: dirname(real), path: basename(real), ...(named !== undefined && { named }) }
  }
  return { folder: above, path, parts }
}
