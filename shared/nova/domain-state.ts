import { attribute, child, children, type XmlElement } from './xml.ts'

/** How a domain is that QEMU runs, by libvirt's status of it (`/run/libvirt/qemu`). */
export interface DomainState {
  /** libvirt's word (`virDomainState`): `running`, `paused`, `shutdown`, … */
  readonly state: string
  /** Why: `booted`, `migration`, `ioerror`, … */
  readonly reason?: string
  /** What libvirt does with all of it now: `migration in`, `migration out`, `save`, … */
  readonly job?: string
  /** What QEMU does with its disks now, as `copy vda`: of `copy` and `active-commit` two images are written. */
  readonly blockJobs?: readonly string[]
}

/** libvirt's own words and names of disks; anything else is not repeated. */
const WORD = /^[a-z][a-z0-9 -]{0,39}$/
/** A domain has a handful of disks; each has one job. */
const MAX_JOBS = 64

/** Undefined outside of a `<domstatus>`: what a domain is started from says nothing of how it is. */
export function domainState(
  status: XmlElement | undefined,
  devices: XmlElement | undefined,
): DomainState | undefined {
  const state = word(attribute(status, 'state'))
  if (state === undefined) return undefined
  const reason = word(attribute(status, 'reason'))
  const job = word(attribute(child(status, 'job'), 'async'))
  const jobs = new Set([...jobsOf(child(status, 'blockjobs')), ...mirrorsOf(devices)])
  return {
    state,
    ...(reason !== undefined && { reason }),
    ...(job !== undefined && job !== 'none' && { job }),
    ...(jobs.size > 0 && { blockJobs: [...jobs].slice(0, MAX_JOBS) }),
  }
}

/** Whether something is under way with it that copies or moves its disks or its memory. */
export function isBusy({ job, reason, blockJobs }: DomainState): boolean {
  return job !== undefined || reason === 'migration' || blockJobs !== undefined
}

/** Why a domain is as it is while it moves: the memory of the copy on its way in, or not yet all of it. */
const MOVING: ReadonlySet<string> = new Set(['migration', 'post-copy'])

/** Whether it is one end of a live migration that is under way; one that failed is over. */
export function isMigrating({ job, reason = '' }: DomainState): boolean {
  return job === 'migration in' || job === 'migration out' || MOVING.has(reason)
}

function jobsOf(blockJobs: XmlElement | undefined): readonly string[] {
  return children(blockJobs, 'blockjob').map((job) =>
    named(attribute(job, 'type'), attribute(child(job, 'disk'), 'dst')),
  )
}

/** Releases before 5.8 have no `<blockjobs>`. */
function mirrorsOf(devices: XmlElement | undefined): readonly string[] {
  return children(devices, 'disk').flatMap((disk) => {
    const mirror = child(disk, 'mirror')
    if (mirror === undefined) return []
    return named(attribute(mirror, 'job') ?? 'copy', attribute(child(disk, 'target'), 'dev'))
  })
}

/** Files that a running block job copies disks to (`<mirror>`); absolute paths. */
export function mirrorFiles(devices: XmlElement | undefined): readonly string[] {
  return children(devices, 'disk').flatMap((disk) => {
    const mirror = child(disk, 'mirror')
    const file = attribute(mirror, 'file') ?? attribute(child(mirror, 'source'), 'file')
    return file === undefined ? [] : [file]
  })
}

function named(type: string | undefined, disk: string | undefined): string {
  return [word(type) ?? 'job', word(disk)].filter((part) => part !== undefined).join(' ')
}

function word(text: string | undefined): string | undefined {
  return text !== undefined && WORD.test(text) ? text : undefined
}
