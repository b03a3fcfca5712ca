import { GROUPS } from './catalog.ts'
import { createGuestData } from './data.ts'
import { emptyFile, textFile } from './encode/text.ts'
import {
  cacheEntries,
  lockedNames,
  type PlannedImages,
  planImages,
  storeEntries,
} from './images.ts'
import { instanceEntries, type NodeContext, type PlannedInstance, rootOverlay } from './instance.ts'
import { BASE, DOMAINS, IMAGES, INSTANCES, LOCKS, lineage, NOVA_CONF } from './paths.ts'
import { createRandom } from './random.ts'
import { computeNodes, consoleLog, diskInfo, novaConf } from './texts.ts'
import { DAY, directory, file, type SampleEntry, type SampleTree } from './tree.ts'

const FIRST_ID = 0x2a
const LEFTOVER_STREAM = 20_000

/**
 * A compute node with 40 instances on 5 base images and an image store beside it, with the faults
 * that operators meet: a missing base, an unused one, leftovers, a raw disk with a forged header, a
 * disk behind a symlink that leads out, and overlays from before Nova recorded the backing format.
 * The same seed and time give the same node, to the byte.
 */
export function sampleNode(seed: number, nowMs: number): SampleTree {
  const data = createGuestData(seed)
  const context = { data, nowMs }
  const images = planImages(seed, data)
  const instances = planInstances(seed, images)
  return [
    ...folders(),
    file(NOVA_CONF, textFile(novaConf(INSTANCES)), 90 * DAY),
    ...storeEntries(images),
    file(`${INSTANCES}/compute_nodes`, textFile(computeNodes(nowMs)), 731),
    ...locks(images),
    ...cacheEntries(images),
    ...instances.flatMap((instance) => instanceEntries(instance, context)),
    ...leftovers(seed, instances, context),
  ]
}

function folders(): readonly SampleEntry[] {
  const places = ['etc/nova', DOMAINS, IMAGES, INSTANCES, BASE, LOCKS]
  const paths = new Set(places.flatMap(lineage))
  return [...paths].map((path) => directory(path, 200 * DAY))
}

function planInstances(seed: number, images: PlannedImages): readonly PlannedInstance[] {
  const named = GROUPS.flatMap((group) =>
    Array.from({ length: group.count }, (_, index) => ({
      group,
      name: `${group.name}-${String(index + 1).padStart(2, '0')}`,
    })),
  )
  return named.map(({ group, name }, index) => {
    const random = createRandom(seed, index)
    const image = images.used[group.image]
    return { id: FIRST_ID + index, uuid: random.uuid(), name, group, image, random }
  })
}

function locks(images: PlannedImages): readonly SampleEntry[] {
  const names = lockedNames(images).map((name) => `nova-${name}`)
  return ['nova-storage-registry-lock', ...names].map((name) =>
    file(`${LOCKS}/${name}`, emptyFile, 3 * DAY),
  )
}

/** A resize that nobody confirmed and a delete that did not finish. */
function leftovers(
  seed: number,
  instances: readonly PlannedInstance[],
  context: NodeContext,
): readonly SampleEntry[] {
  const random = createRandom(seed, LEFTOVER_STREAM)
  const overlays = (folder: string, uuid: string, { group, image }: PlannedInstance) => [
    directory(folder, 12 * DAY),
    file(`${folder}/disk`, rootOverlay(group, image, random, context, 30), 12 * DAY),
    // Nova renames the folder only: the file goes on naming the instance's own.
    file(
      `${folder}/disk.info`,
      textFile(diskInfo(new Map([[`${INSTANCES}/${uuid}/disk`, 'qcow2']]))),
      40 * DAY,
    ),
    file(
      `${folder}/console.log`,
      textFile(consoleLog('old', context.nowMs - 40 * DAY * 1000, 120)),
      12 * DAY,
    ),
  ]
  const gone = random.uuid()
  return instances.flatMap((instance) => {
    const own = `${INSTANCES}/${instance.uuid}_resize`
    if (instance.name === 'cache-02') return overlays(own, instance.uuid, instance)
    return instance.name === 'web-01' ? overlays(`${INSTANCES}/${gone}_del`, gone, instance) : []
  })
}
