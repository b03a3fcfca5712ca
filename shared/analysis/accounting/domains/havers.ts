import type { TreePath } from '../../../files/tree.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import { addTo } from '../../../values/grouped.ts'
import type { SpaceFile } from '../forest/forest.ts'

/** Files by the XML that has them; of several descriptions of one domain the first that names a file. */
export class Havers {
  readonly #paths = new Map<DomainFacts, TreePath[]>()
  readonly #named = new Set<string>()

  add(domain: DomainFacts, path: TreePath): void {
    const key = `${domain.uuid} ${path}`
    if (this.#named.has(key)) return
    this.#named.add(key)
    addTo(this.#paths, domain, path)
  }

  files(): readonly SpaceFile[] {
    return [...this.#paths].map(([{ path }, files]) => {
      return { path, allocated: 0, extents: files.map((each) => ({ path: each })) }
    })
  }
}
