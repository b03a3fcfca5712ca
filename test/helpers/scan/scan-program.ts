import { liveTree } from '../../../electron/files/live-tree.ts'
import { scanTree } from './scan-tree.ts'

// Scans the folder that it is given and prints the scan: for tests that watch a scan from outside.
process.stdout.write(JSON.stringify(scanTree(liveTree(process.argv[2] ?? ''))))
