import { parentPort } from 'node:worker_threads'
import { liveTree } from '../files/live-tree.ts'
import { treeOf } from '../files/opened-paths.ts'
import { AheadMemory, type AheadOrder } from './order.ts'
import { readFolders } from './reader.ts'

// The entry of the thread that reads ahead: one order, in synchronous calls, and it ends.

parentPort?.once('message', ({ rootPath, opened, folders, memory }: AheadOrder) => {
  readFolders(treeOf(rootPath, opened, liveTree), folders, new AheadMemory(memory))
  parentPort?.close()
})
