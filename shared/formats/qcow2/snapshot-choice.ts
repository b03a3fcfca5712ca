import type { Qcow2Snapshot } from './types.ts'

/** `snapshot.id=ID,snapshot.name=NAME`, either or both; a comma in a name is written twice. */
const BY_KEY = /^snapshot\.(?:id|name)=/

/**
 * The snapshot that `wanted` means to `qemu-img -l`: an id, or else a name, or either by its key, as
 * is needed where the name of one is the id of another (block/snapshot.c).
 */
export function chooseSnapshot(
  snapshots: readonly Qcow2Snapshot[],
  wanted: string,
): Qcow2Snapshot | undefined {
  if (!BY_KEY.test(wanted)) {
    return (
      snapshots.find(({ id }) => id === wanted) ?? snapshots.find(({ name }) => name === wanted)
    )
  }
  const keys = new Map(partsOf(wanted))
  if ([...keys.keys()].some((key) => key !== 'snapshot.id' && key !== 'snapshot.name')) {
    return undefined
  }
  const [id, name] = [keys.get('snapshot.id'), keys.get('snapshot.name')]
  return snapshots.find(
    (one) => (id === undefined || one.id === id) && (name === undefined || one.name === name),
  )
}

function partsOf(wanted: string): readonly (readonly [key: string, value: string])[] {
  return (wanted.match(/(?:[^,]|,,)+/g) ?? []).map((part) => {
    const plain = part.replaceAll(',,', ',')
    const end = plain.indexOf('=')
    return [plain.slice(0, Math.max(0, end)), plain.slice(end + 1)]
  })
}
