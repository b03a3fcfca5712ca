import { FormatError, ifWellFormed } from '../bytes/errors.ts'
import { ifSeen } from '../files/attempt.ts'
import type { TreePath } from '../files/tree.ts'
import { type NovaConfig, parseConfOf } from '../nova/conf.ts'
import { releaseOf } from '../nova/release.ts'
import { says } from '../phrases/phrase.ts'
import type { PlaceFinder } from './find.ts'
import { type FoundConf, findConfs } from './find-confs.ts'
import { someDomains } from './instances-of-domains.ts'
import type { KnownConf } from './known-places.ts'
import type { Layout } from './layout.ts'
import type { TextFault } from './model.ts'
import { readText } from './read-text.ts'

/** Liberty, from which on Nova reads none of the names that it had before Icehouse. */
const RECENT = 12

/**
 * The first that names instances_path counts; otherwise the first that is there. The XML of a domain is of
 * the release that started it last: the host's Nova is that or a newer one.
 */
export function findNovaConf(
  finder: PlaceFinder,
  known: readonly KnownConf[],
  textFaults: TextFault[],
  domainPaths: readonly TreePath[] = [],
): FoundConf<NovaConfig> | undefined {
  const isRecent = () =>
    someDomains(finder, domainPaths).some(
      ({ novaVersion = '' }) => (releaseOf(novaVersion) ?? 0) >= RECENT,
    )
  const found = findConfs(finder, known, textFaults, (...texts) => parseConfOf(texts, isRecent))
  const used = found.find(({ config }) => config.instancesPath !== undefined) ?? found[0]
  for (const option of used?.config.refused ?? []) {
    // Its value is not kept: it may be anything.
    const { fault } = new FormatError(
      'invalid',
      option,
      0,
      says('a value that Nova takes'),
      says('another'),
    )
    textFaults.push({ path: used?.path ?? '', fault, option })
  }
  if (used?.isUnparsable !== true) return used
  return { ...used, config: { ...used.config, isUnparsable: true } }
}

const MAX_HOST_NAME_BYTES = 1024

/** The first line of a file such as /etc/hostname; where that says nothing of use, nothing is said. */
export function findHostName(finder: PlaceFinder, place: TreePath): Pick<Layout, 'hostName'> {
  const path = finder.file(place)
  if (path === undefined) return {}
  const text = ifSeen(() =>
    ifWellFormed(() => readText(finder.tree, path, 'hostname', MAX_HOST_NAME_BYTES)),
  )
  const name = /^[\w.-]{1,255}$/m.exec(text ?? '')?.[0]
  return name === undefined ? {} : { hostName: name }
}
