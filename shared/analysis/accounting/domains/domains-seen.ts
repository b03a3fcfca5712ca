import type { ScanEnd, UnitResult } from '../../../scan/model.ts'

/** Notes, while units come in, whether the XML of every domain of the host was read. */
export interface DomainsSeen {
  add(result: UnitResult): void
  /** Only then is a folder without a domain known to be an orphan. */
  areComplete(end: ScanEnd): boolean
  /** When the newest of them, or the folder that they lie in, was changed: milliseconds since 1970. */
  newestMs(): number
}

export function createDomainsSeen(): DomainsSeen {
  let found = false
  let hidden = false
  let newestMs = 0
  return {
    add(result) {
      // What lies in an instance's own folder is no sign that libvirt still knows it.
      if (result.unit.kind !== 'domains') return
      found ||= result.domains !== undefined
      hidden ||= hidesDomains(result)
      for (const { mtimeMs } of result.entries) newestMs = Math.max(newestMs, mtimeMs)
    },
    areComplete: ({ state }) => found && !hidden && state === 'complete',
    newestMs: () => newestMs,
  }
}

/** Whether there may be a domain whose XML was not understood, or could not be read. */
function hidesDomains({ entries, partial, textFaults = [] }: UnitResult): boolean {
  return (
    partial === true || textFaults.length > 0 || entries.some(({ fault }) => fault !== undefined)
  )
}
