import { parentPort } from 'node:worker_threads'
import { liveTree } from '../files/live-tree.ts'
import { treeOf } from '../files/opened-paths.ts'
import { AheadMemory, type AheadOrder, type UnitsOrder } from './order.ts'
import { readFolders } from './reader.ts'

// The entry of the threads that read ahead and scan beside: one order, in synchronous calls, and it ends.

parentPort?.once('message', async (order: AheadOrder | UnitsOrder) => {
  const tree = treeOf(order.rootPath, order.opened, liveTree)
  if (order.kind === 'read') readFolders(tree, order.folders, new AheadMemory(order.memory))
  else {
    // Who reads ahead is not to load it.
    const { scanUnit } = await import('../../shared/scan/unit.ts')
    for (const unit of order.units) parentPort?.postMessage(scanUnit(tree, unit))
  }
  parentPort?.close()
})
