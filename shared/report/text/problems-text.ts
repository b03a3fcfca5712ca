import type { NodeView } from '../../analysis/model.ts'
import { isUnrecognised } from '../../analysis/opened/unrecognised.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { displayText, nameText } from '../../bytes/text.ts'
import { baseNameOf, pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { findingCatalogue } from '../../i18n/findings.ts'
import { groupBy } from '../../values/grouped.ts'
import { formatCount } from '../count.ts'
import { findingText } from './finding-text.ts'

/** Those of one severity and code, of which the first are shown. */
interface Kind {
  readonly of: readonly Finding[]
  shown: number
}

/** What is said where nothing was found; nothing of what holds nothing that anything could be found in. */
export function noProblemLines(view: NodeView): readonly string[] {
  if (view.findings.length > 0 || isUnrecognised(view)) return []
  if (view.domainsAlone !== undefined) {
    return [
      'No problems found of domain XML by itself; those of disks are told where they are opened.',
    ]
  }
  if (view.nodesInside === undefined) return ['No problems found.']
  return ['No problems found of images by themselves; those of a node are told where it is opened.']
}

/**
 * What was found, the worst first, some `top` of it: as many of each kind, and of each the first, so that a thousand
 * of one do not hide the others. Each kind by its title and code, with its rows below it, and how many more there are.
 */
export function problemLines(
  found: readonly Finding[],
  top: number,
  instances: readonly InstanceRow[] = [],
): readonly string[] {
  if (found.length === 0) return []
  const kinds = kindsOf(found)
  share(kinds, top)
  const placeOf = placesBy(instances)
  return [
    `Problems (${formatCount(found.length)})`,
    ...kinds.flatMap((kind) => kindLines(kind, placeOf)),
  ]
}

function kindsOf(found: readonly Finding[]): readonly Kind[] {
  const kinds = groupBy(found, ({ severity, code }) => `${severity} ${code}`)
  return [...kinds.values()].map((of) => ({ of, shown: 0 }))
}

/** One of each kind, and more of each in turn, the worst kinds first, until there are as many as are to be shown. */
function share(kinds: readonly Kind[], top: number): void {
  for (const kind of kinds) kind.shown = 1
  let left = top - kinds.length
  let open = kinds.filter(hasMore)
  while (left > 0 && open.length > 0) {
    for (const kind of open.slice(0, left)) kind.shown += 1
    left -= Math.min(left, open.length)
    open = open.filter(hasMore)
  }
  // The line that would say that there is one more has room for it.
  for (const kind of open) if (kind.shown === kind.of.length - 1) kind.shown += 1
}

function hasMore({ of, shown }: Kind): boolean {
  return shown < of.length
}

function kindLines({ of, shown }: Kind, placeOf: PlaceOf): readonly string[] {
  const [first] = of
  if (first === undefined) return []
  const { severity, code } = first
  const { title } = findingCatalogue('en').code[code]
  const rows = of.slice(0, shown)
  const more = of.length - shown
  return [
    `${severity.padEnd(7)}  ${title} (${code})`,
    ...rows.map((one) => `${ROW}${placeOf(one.subject.path)}: ${displayText(findingText(one))}`),
    ...(more > 0 ? [`${ROW}... and ${formatCount(more)} more`] : []),
  ]
}

/** What goes on below a row stands under what is behind the two spaces. */
const ROW = '  -  '

type PlaceOf = (path: TreePath) => string

/**
 * A path, in which the name of the only instance that has it stands for what is above its folder, as in the window: a
 * name is its tenant's, and alone it would say of no folder where that is.
 */
function placesBy(instances: readonly InstanceRow[]): PlaceOf {
  // A folder that was opened by itself is above none of its paths.
  const named = instances.filter(({ id, kind, name = '' }) => {
    return id !== '' && kind === 'instance' && name !== '' && !name.includes('/')
  })
  const byName = groupBy(named, ({ name = '' }) => name)
  const names = new Map(
    [...byName].flatMap(([name, [one, ...twins]]) => {
      return one === undefined || twins.length > 0 ? [] : [[one.id, name] as const]
    }),
  )
  return (path) => {
    if (path === '') return '.'
    const folder = pathAndAbove(path).find((above) => names.has(above))
    const name = folder === undefined ? undefined : names.get(folder)
    if (folder === undefined || name === undefined) return nameText(path)
    return nameText(`${name} (${baseNameOf(folder)})${path.slice(folder.length)}`)
  }
}
