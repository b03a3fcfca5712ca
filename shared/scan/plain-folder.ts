import type { Layout } from './layout.ts'

/** A folder that is none of Nova's, Glance's or libvirt's. */
export const PLAIN_FOLDER: Layout = { kind: 'folder', glancePaths: [], domainPaths: [] }
