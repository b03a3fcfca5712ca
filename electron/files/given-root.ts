import { planPlaces } from '../../shared/analysis/opened/plan-places.ts'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import { joinPlans } from '../../shared/scan/join-plans.ts'
import { domainDeclared } from './domain-declared.ts'
import { liveTree } from './live-tree.ts'
import type { GivenRoot } from './named-image.ts'
import { placesOfImages, tryPlan } from './opened-paths.ts'

/**
 * What recorded names mean below the real path of a folder: it stands for the node's `/`, and where it
 * is an instances_path, an image cache or a folder with such, they are looked for as a scan of it does.
 */
export function givenRootAt(real: string): GivenRoot {
  const outcome = tryPlan({ real, kind: 'folder' }, liveTree)
  return {
    real,
    placesIn(rootPath) {
      const above = pathUnderRoot(rootPath, real) ?? ''
      // What cannot be listed may still be entered by a name.
      const places =
        outcome.kind === 'planned'
          ? planPlaces(joinPlans(rootPath, [{ above, plan: outcome.planned.plan }]))
          : { rootPath, nodeRoot: false }
      return { ...places, givenRoot: real }
    },
    imagePlaces: () => placesOfImages(outcome),
    declared(folder, name) {
      if (outcome.kind !== 'planned') return undefined
      const found = domainDeclared(liveTree(real), outcome.planned.plan.units, folder, name)
      return found && { ...found, xml: absolutePath(real, found.xml) }
    },
  }
}
