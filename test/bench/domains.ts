import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { benchDomainName, benchDomainXml } from './domain-xml.ts'
import { type BenchNode, benchDomains } from './make-node.ts'

const PLACE = 'etc/libvirt/qemu'
// Raised when what is written changes.
const FORMAT = 1

/**
 * Runs `act` with a domain XML for every instance in the node, where libvirt keeps them. Before and
 * afterwards they lie beside it: the same node is measured without them.
 */
export async function withDomains(node: BenchNode, act: () => Promise<void>): Promise<void> {
  const beside = `${node.rootPath}.domains`
  const inside = join(node.rootPath, PLACE)
  // Of a run that was broken off.
  if (existsSync(inside)) takeOut(inside, beside)
  if (!isComplete(beside)) writeDomains(node, beside)
  mkdirSync(dirname(inside), { recursive: true })
  renameSync(beside, inside)
  try {
    await act()
  } finally {
    takeOut(inside, beside)
  }
}

function takeOut(inside: string, beside: string): void {
  rmSync(beside, { recursive: true, force: true })
  renameSync(inside, beside)
  rmdirSync(dirname(inside))
}

function isComplete(folder: string): boolean {
  const marker = `${folder}.complete`
  return existsSync(folder) && existsSync(marker) && readFileSync(marker, 'utf8') === `${FORMAT}\n`
}

function writeDomains(node: BenchNode, folder: string): void {
  rmSync(`${folder}.complete`, { force: true })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const domain of benchDomains(node)) {
    writeFileSync(join(folder, `${benchDomainName(domain)}.xml`), benchDomainXml(domain))
  }
  writeFileSync(`${folder}.complete`, `${FORMAT}\n`)
}
