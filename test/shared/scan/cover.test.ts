import { describe, expect, test } from 'vitest'
import type { FileTree } from '../../../shared/files/tree.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import {
  directory,
  file,
  type MemoryNode,
  memoryTree,
  merged,
  nested,
  symlink,
} from '../../helpers/trees/memory-tree.ts'
import { SHA1, UUIDS } from '../../helpers/trees/nasty-tree.ts'

const [uuid] = UUIDS
const INSTANCES = 'var/lib/nova/instances'
const instances = directory({
  _base: directory({ [SHA1]: file('base') }),
  [uuid]: directory({ disk: file('x') }),
})
const node = merged(
  nested(INSTANCES, instances),
  nested('var/lib/glance/images', directory()),
  nested('etc/nova', directory({ 'nova.conf': file('[DEFAULT]\n'), 'policy.d': directory() })),
  nested('etc/libvirt', directory({ 'qemu.conf': file('#'), qemu: directory() })),
)
const closed: MemoryNode = {
  type: 'directory',
  failure: { code: 'permission', errno: 'EACCES' },
}

function plan(...more: readonly MemoryNode[]): ScanPlan {
  return planScan(memoryTree(merged(node, ...more)))
}

/** Every path that the scan counts, units included, sorted. */
function countedPaths(tree: FileTree): readonly string[] {
  const { units, result } = planScan(tree)
  const results = [result, ...units.map((unit) => scanUnit(tree, unit))]
  return results.flatMap(({ entries }) => entries.map(({ path }) => path)).sort()
}

function everyPath(tree: FileTree, path = ''): readonly string[] {
  const inside = tree.list(path).flatMap(({ name, type }) => {
    const child = path === '' ? name : `${path}/${name}`
    return type === 'directory' ? everyPath(tree, child) : [child]
  })
  return [path, ...inside]
}

describe('a tree of nothing but what is a node’s own', () => {
  test('is covered whole, each entry counted once', () => {
    const tree = memoryTree(merged(node, nested('etc', directory({ hostname: file('n1\n') }))))
    expect(planScan(tree).covered).toEqual([''])
    expect(countedPaths(tree)).toEqual([...everyPath(tree)].sort())
  })

  test('is so too where a store lies in the folder of a service’s configuration', () => {
    const conf = '[DEFAULT]\n[glance_store]\nfilesystem_store_datadir = /etc/glance/store\n'
    const glance = directory({ 'glance-api.conf': file(conf), store: directory({ a: file('a') }) })
    const tree = memoryTree(merged(node, nested('etc/glance', glance)))
    expect(planScan(tree).covered).toEqual([''])
    expect(countedPaths(tree)).toEqual([...everyPath(tree)].sort())
  })
})

describe('a node inside an operating system', () => {
  const system = merged(
    nested('usr/bin', directory({ ls: file('x') })),
    nested('var/log', directory({ syslog: file('x') })),
    nested('etc', directory({ fstab: file('x'), hostname: file('n1\n') })),
  )

  test('is covered by its topmost own folders', () => {
    expect(plan(system).covered).toEqual(['etc/libvirt', 'etc/nova', 'var/lib'])
  })

  test('has nothing else counted', () => {
    const counted = countedPaths(memoryTree(merged(node, system)))
    expect(
      counted.filter((path) => /^(usr|var\/log|etc\/(fstab|hostname)|etc|)$/.test(path)),
    ).toEqual([])
  })

  test('has no folder listed twice, nor any above one that is not covered', () => {
    const tree = memoryTree(merged(node, system))
    const listed: string[] = []
    planScan({
      ...tree,
      list: (path) => {
        listed.push(path)
        return tree.list(path)
      },
    })
    expect(listed).not.toContain('')
    expect(listed.filter((path) => path === 'etc' || path === 'var')).toEqual(['etc', 'var'])
  })
})

test('the instances are listed once: to find, to divide and to cover them', () => {
  const lists = (root: MemoryNode): number => {
    let count = 0
    const tree = memoryTree(root)
    planScan({
      ...tree,
      list: (path) => {
        if (path === INSTANCES) count += 1
        return tree.list(path)
      },
    })
    return count
  }
  expect(lists(node)).toBe(1)
})

describe('what is not covered', () => {
  test('is the root with a file that belongs to nothing', () => {
    expect(plan(directory({ 'notes.txt': file('x') })).covered).toEqual(['etc', 'var'])
  })

  test('is a folder with a symlink, wherever it leads', () => {
    for (const target of ['nova', '/var/lib/glance', '../../..', '/elsewhere']) {
      const link = nested('var/lib', directory({ link: symlink(target) }))
      expect(plan(link).covered).toEqual(['etc', 'var/lib/glance', 'var/lib/nova'])
    }
  })

  test('is a configuration folder that is a symlink: it might lead to everything', () => {
    const tree = merged(
      directory({ home: directory({ a: file() }) }),
      nested('etc/kolla', symlink('/')),
    )
    const found = plan(tree)
    expect(found.covered).toEqual(['etc/libvirt', 'etc/nova', 'var'])
    expect(found.result.entries.some(({ path }) => path.startsWith('home'))).toBe(false)
  })

  test('is configuration with a folder that cannot be read, and that is said', () => {
    const found = plan(nested('etc/libvirt', directory({ nwfilter: closed })))
    expect(found.covered).toEqual(['etc/libvirt/qemu', 'etc/nova', 'var'])
    const faults = found.result.entries.filter(({ fault }) => fault !== undefined)
    expect(faults).toMatchObject([
      { path: 'etc/libvirt/nwfilter', allocated: 0, fault: { code: 'permission' } },
    ])
    expect(found.result.entries.some(({ path }) => path === 'etc/libvirt/qemu.conf')).toBe(false)
  })

  test("are libvirt's secrets, which nobody looks at: whether they can be read is of no matter", () => {
    const listed: string[] = []
    for (const secrets of [closed, directory({ 'aaaa.base64': file('c2VjcmV0') })]) {
      const tree = memoryTree(merged(node, nested('etc/libvirt', directory({ secrets }))))
      const seen = (path: string): string => {
        listed.push(path)
        return path
      }
      const { covered, result } = planScan({
        ...tree,
        list: (path) => tree.list(seen(path)),
        lstat: (path) => tree.lstat(seen(path)),
      })
      expect(covered).toEqual(['etc/libvirt/qemu', 'etc/nova', 'var'])
      expect(result.entries.filter(({ fault }) => fault !== undefined)).toEqual([])
    }
    expect(listed.filter((path) => path.includes('secrets'))).toEqual([])
  })

  test('is a folder on the way to places that cannot be listed', () => {
    const tree = memoryTree(node)
    const { covered } = planScan({
      ...tree,
      list: (path) => (path === 'var/lib' ? memoryTree(closed).list('') : tree.list(path)),
    })
    expect(covered).toEqual(['etc', 'var/lib/glance', 'var/lib/nova'])
  })

  test('is a folder that is or was huge, which is not listed to be told so', () => {
    const tree = memoryTree(node)
    const listed: string[] = []
    const { covered } = planScan({
      ...tree,
      lstat: (path) => ({ ...tree.lstat(path), ...(path === 'var/lib' && { length: 1 << 20 }) }),
      list: (path) => {
        listed.push(path)
        return tree.list(path)
      },
    })
    expect(covered).toEqual(['etc', 'var/lib/glance', 'var/lib/nova'])
    expect(listed).not.toContain('var/lib')
  })

  test('is configuration beyond its bounds: thousands of entries, folders without an end', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`f${at}`, file()]))
    const deep = nested(Array.from({ length: 20 }, () => 'd').join('/'), directory())
    for (const inside of [directory(many), deep]) {
      const found = plan(nested('etc/nova', inside))
      expect(found.covered).toEqual(['etc/libvirt', 'var'])
      expect(found.result.entries.some(({ path }) => path.startsWith('etc/nova'))).toBe(false)
    }
  })
})

test('configuration that cannot be opened is counted, once, with its fault', () => {
  const conf: MemoryNode = {
    ...file('[DEFAULT]\n'),
    failure: { code: 'permission', errno: 'EACCES' },
  }
  const found = plan(nested('etc/glance', directory({ 'glance-api.conf': conf })))
  expect(found.covered).toEqual([''])
  const entries = found.result.entries.filter(({ path }) => path.endsWith('glance-api.conf'))
  expect(entries).toMatchObject([{ allocated: 4096, fault: { code: 'permission' } }])
})

test('on a file system that makes blocks up, configuration is too short to have holes', () => {
  const tree = memoryTree(node)
  const { result } = planScan({
    ...tree,
    statfs: (path) => ({ ...tree.statfs(path), blocksTrusted: false }),
  })
  const conf = result.entries.find(({ path }) => path === 'etc/nova/nova.conf')
  expect(conf?.allocated).toBe(4096)
  expect(conf).not.toHaveProperty('allocatedFrom')
})

test('a whole instances_path says nothing: all of it is in the scan', () => {
  expect(planScan(memoryTree(instances)).covered).toBeUndefined()
})
