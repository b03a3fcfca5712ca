import { parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import { GLANCE_STATES, KNOWN_GLANCE_CONFS, KNOWN_NOVA_CONFS } from '../../../scan/known-places.ts'

/** What something unread would have told: how Nova keeps its bases, nothing of these, or who knows what. */
export type UnreadOf = 'nova' | 'nothing' | 'anything'

const NOVA = KNOWN_NOVA_CONFS.map(({ path }) => `/${parentPath(path)}/`)
/** What Glance keeps is never opened over a base, whoever uploaded it. */
const GLANCE = [
  ...KNOWN_GLANCE_CONFS.map(({ path }) => `/${parentPath(path)}/`),
  ...GLANCE_STATES.map((path) => `/${path}/`),
]
/** Kolla has a folder for each service. */
const KOLLA = '/etc/kolla/'

/** The folders above those of Nova's configuration, as far up as configuration is all that is in them. */
const ABOVE = new Set(NOVA.flatMap(foldersAbove))

/**
 * What a file or folder that could not be read is of, by its path outside of instances. Neither what is
 * Glance's nor the configuration of Kolla's other services names a base or stands on one.
 */
export function unreadOf(path: TreePath): UnreadOf {
  const named = `/${path}/`
  const isNova = NOVA.some((folder) => named.includes(folder))
  if (isNova || [...ABOVE].some((folder) => named.endsWith(folder))) return 'nova'
  return [...GLANCE, KOLLA].some((folder) => named.includes(folder)) ? 'nothing' : 'anything'
}

function foldersAbove(folder: string): readonly string[] {
  const top = /^.*\/(?:etc|config)\//.exec(folder)?.[0] ?? folder
  const names = folder.slice(top.length).split('/').slice(0, -2)
  return ['', ...names].map(
    (_, at) =>
      top +
      names
        .slice(0, at)
        .map((name) => `${name}/`)
        .join(''),
  )
}
