import {
  formerHosts,
  openedHosts,
  otherHosts,
  type SharingHost,
} from '../../analysis/hosts/sharing-hosts.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'

type HostsByPlace = ReadonlyMap<TreePath, readonly SharingHost[]>

/** Who else uses an instances_path; of several, which one. `steps` is how many the whole plan has. */
export function sharingNotes(view: NodeView, steps: number, language: Language): readonly string[] {
  const words = planCatalogue(language)
  const places = hostsByPlace(view)
  const note = (word: string, place: TreePath, hosts: readonly string[]): string => {
    const path = displayText(place === '' ? view.rootPath : place)
    const named = places.size > 1 ? fill(words.thatStorage, { path }) : words.thisStorage
    return fill(word, { place: named, hosts: displayText(joinNames(hosts, language)) })
  }
  return [
    ...told(places, otherHosts).map(([place, hosts]) => note(words.shared, place, hosts)),
    ...told(places, formerHosts).map(([place, hosts]) => note(words.former, place, hosts)),
    ...(steps > 0 ? told(places, openedHosts) : []).map(([place, hosts]) =>
      note(words.opened, place, hosts),
    ),
    ...(steps > 0 ? unlisted(places).map((place) => note(words.unlisted, place, [])) : []),
  ]
}

/** Hosts on one instances_path each know all that use it. */
function hostsByPlace({ nodes, layout, storage }: NodeView): HostsByPlace {
  const all = nodes ?? [{ layout, hosts: storage?.hosts ?? [] }]
  const places = all.map((one) => [one.layout.instancesPath, one.hosts] as const)
  return new Map(places.flatMap(([place, hosts]) => (place === undefined ? [] : [[place, hosts]])))
}

function told(places: HostsByPlace, of: (hosts: readonly SharingHost[]) => readonly string[]) {
  const found = [...places].map(([place, hosts]) => [place, of(hosts)] as const)
  return found.filter(([, hosts]) => hosts.length > 0)
}

/** Where nothing tells which hosts use it. */
function unlisted(places: HostsByPlace): readonly TreePath[] {
  return [...places].flatMap(([place, hosts]) => (hosts.length === 0 ? [place] : []))
}
