import { contextBridge } from 'electron'
import { bridge, forwardScanPorts } from './ipc/preload-ipc.ts'

contextBridge.exposeInMainWorld('cowscope', bridge)
forwardScanPorts()
