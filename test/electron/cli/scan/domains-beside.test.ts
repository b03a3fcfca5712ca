import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { DISK, INSTANCES, SmallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const node = new SmallNode(mkdtempSync(join(temporaryFolder(), 'beside-')))

interface Report {
  readonly instances: readonly {
    readonly name: string | null
    readonly flavor: { readonly name: string } | null
    readonly project: { readonly name: string | null } | null
  }[]
  readonly configuration: { readonly nova: Readonly<Record<string, unknown>> | null }
  readonly imageCache: Readonly<Record<string, unknown>> | null
  readonly findings: readonly { readonly code: string; readonly path: string }[]
}

function reportOf(...paths: readonly string[]): Report {
  const { stdout } = cli.run(['scan', '--format', 'json', ...paths.map((path) => node.path(path))])
  return JSON.parse(stdout)
}

beforeAll(() => {
  // The domain says raw of it, and a guest wrote a header into it (CVE-2026-24708).
  node.domain({ disk: 'raw' })
  node.write('etc/nova/nova.conf', '[image_cache]\nremove_unused_base_images = no\n')
})

test.each(['etc/libvirt/qemu', 'etc/libvirt', 'etc'])(
  'an instances_path with %s beside it is read as the node itself',
  (beside) => {
    const [whole, joined] = [reportOf(''), reportOf(INSTANCES, beside)]
    expect(joined.instances.map(({ name, flavor, project }) => [name, flavor, project])).toEqual(
      whole.instances.map(({ name, flavor, project }) => [name, flavor, project]),
    )
    expect(joined.instances[0]?.name).toBeTruthy()
    expect(joined.findings.map(({ code, path }) => [code, path])).toEqual(
      whole.findings.map(({ code, path }) => [code, path]),
    )
    expect(joined.findings).toContainEqual(expect.objectContaining({ path: DISK }))
  },
)

test.each(['etc', 'etc/nova'])(
  'an instances_path with %s beside it is judged by the options of its nova.conf',
  (beside) => {
    const [whole, joined] = [reportOf(''), reportOf(INSTANCES, beside)]
    const { path, ...options } = joined.configuration.nova ?? {}
    expect(path).toBe('etc/nova/nova.conf')
    expect(options).toEqual({ ...whole.configuration.nova, path: undefined })
    expect(joined.imageCache).toEqual(whole.imageCache)
    expect(joined.imageCache).toMatchObject({ removeUnusedBaseImages: false })
  },
)
