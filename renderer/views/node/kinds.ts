import type { AllocatedByKind } from '../../../shared/analysis/model.ts'

export type Kind = keyof AllocatedByKind

/** In the order of the stacked bar and its legend. */
const kinds: readonly Kind[] = ['instances', 'bases', 'images', 'leftovers', 'other']

const kindColor: Readonly<Record<Kind, string>> = {
  instances: 'var(--kind-instances)',
  bases: 'var(--kind-bases)',
  images: 'var(--kind-images)',
  leftovers: 'var(--kind-leftovers)',
  other: 'var(--kind-other)',
}

export function kindParts(byKind: AllocatedByKind) {
  return kinds.map((key) => ({ key, value: byKind[key], color: kindColor[key] }))
}
