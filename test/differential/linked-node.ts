import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { liveTree } from '../../electron/files/live-tree.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { cleanupMarkdown } from '../../shared/report/cleanup/cleanup-markdown.ts'
import { type KnownInstance, runNova } from '../helpers/nova/nova.ts'
import { overlayOn } from '../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../helpers/scan/node-view.ts'
import { IMAGE, INSTANCES, type SmallNode, sha1, withSpace } from '../helpers/trees/small-node.ts'

export const NOVA = 120_000
export const MONTH_HOURS = 40 * 24
export const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`
export const known = (n: number): KnownInstance => ({ uuid: uuid(n), number: n, image: IMAGE })

export function idleBase(of: SmallNode, name: string): string {
  const path = `${INSTANCES}/_base/${sha1(name)}`
  of.make('raw', path, '4M')
  of.age(path, MONTH_HOURS)
  return path
}

/** An overlay at an absolute path, on a base of the node. */
export function overlay(path: string, base: string): void {
  mkdirSync(dirname(path), { recursive: true })
  overlayOn(dirname(path), `/${base}`, path, '4M')
}

export function link(of: SmallNode, path: string, target: string): void {
  mkdirSync(dirname(of.path(path)), { recursive: true })
  symlinkSync(target, of.path(path))
}

export function scanned(of: SmallNode) {
  const scan = scanOfTree(withSpace(liveTree(of.root)))
  const plan = cleanupMarkdown(scan, 'en')
  const [steps = '', leftOut = ''] = plan.split('## Left out')
  return { ...scan, plan, steps, leftOut }
}

export function stateOf(view: NodeView, path: string): string | undefined {
  return view.bases.find(({ id }) => id === path)?.cache?.kind
}

/** Files of the cache that Nova's own image cache manager leaves. */
export function leftByNova(
  of: SmallNode,
  ...instances: readonly KnownInstance[]
): readonly string[] {
  const instancesPath = of.path(INSTANCES)
  const [, pass] = runNova([
    { do: 'configure', instancesPath, images: {} },
    { do: 'manageCache', instances },
  ])
  return pass.left.map((name) => `${INSTANCES}/_base/${name}`)
}
