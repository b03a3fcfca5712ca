import type { ScannedEntry, UnitResult } from '../../scan/model.ts'

/** Adds up allocated bytes by the device (`st_dev`) that they lie on, every hard-linked file once. */
export interface DeviceTally {
  add(result: Pick<UnitResult, 'dev'>, entry: ScannedEntry): void
  /** Bytes; undefined where it is not known of all that was counted where it lies. */
  on(dev: number): number | undefined
}

export function createDeviceTally(): DeviceTally {
  const sums = new Map<number, number>()
  const linked = new Set<string>()
  let lost = false
  return {
    add({ dev: ofUnit }, { dev = ofUnit, allocated, linkKey }) {
      if (allocated === 0) return
      if (linkKey !== undefined && linked.has(linkKey)) return
      if (linkKey !== undefined) linked.add(linkKey)
      if (dev === undefined) lost = true
      else sums.set(dev, (sums.get(dev) ?? 0) + allocated)
    },
    on: (dev) => (lost ? undefined : (sums.get(dev) ?? 0)),
  }
}
