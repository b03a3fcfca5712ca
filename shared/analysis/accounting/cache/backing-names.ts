import { baseNameOf } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import { instanceName } from '../../disks/instance-name.ts'
import type { DiskBacking, InstanceRow } from '../../rows/rows.ts'

/**
 * Instances' folders by the files that their disks stand on, wherever those lie. Thousands of disks
 * record one name: it is cut and hashed again only where it differs.
 */
export class BackingNames {
  readonly examples = new Map<string, string>()
  readonly withoutImage = new Set<string>()
  readonly sha1sWithoutImage = new Set<string>()
  readonly #last = new Map<TreePath, string>()
  readonly #lastWithout = new Map<TreePath, string>()

  add(row: InstanceRow, { name, path = '' }: DiskBacking): void {
    const isWithout = row.identity?.imageId === undefined
    const last = isWithout ? this.#lastWithout : this.#last
    if (last.get(path) === name) return
    last.set(path, name)
    const file = baseNameOf(name)
    if (isWithout) {
      this.withoutImage.add(file)
      this.sha1sWithoutImage.add(file.slice(0, 40))
    }
    if (!this.examples.has(file)) this.examples.set(file, instanceName(row))
  }
}
