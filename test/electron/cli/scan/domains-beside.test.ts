import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { DISK, DOMAIN, FOLDER, INSTANCES, smallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const node = smallNode()

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
    // That a domain has the disk as raw, whatever its header names, is told by its XML alone.
    const { doubts: _, doubtCount: __, ...cache } = whole.imageCache ?? {}
    expect(joined.imageCache).toMatchObject(cache)
    expect(joined.imageCache).toMatchObject({ removeUnusedBaseImages: false })
  },
)

/** 0 instances and 0 B would be said of as many disks as the domains have. */
describe('domain XML that was opened alone', () => {
  const alone = /^1 domain whose disks are not in what was opened/

  test.each(['etc/libvirt/qemu', 'etc/libvirt', 'etc'])(
    'in %s knows nothing of what its disks take, and says what to open',
    (opened) => {
      const { stdout } = cli.run(['scan', node.path(opened)])
      expect(stdout).toMatch(/^PARTIAL: 1 domain whose disks are not in what was opened\. To see/m)
      expect(stdout).toMatch(/^ {2}instances +-\n {2}base files +-\n {2}images +-$/m)
      expect(stdout).toMatch(/^Virtual +-\nOver-commit +- .*\nFree +- /m)
      expect(stdout).not.toContain('No problems found.')
    },
  )

  test('is partial in the report, which counts the domains', () => {
    const { stdout } = cli.run(['scan', '--format', 'json', node.path('etc')])
    const report = nodeReportSchema.parse(JSON.parse(stdout))
    expect(report.scan).toMatchObject({ partial: true, reason: 'domains-alone', domainsAlone: 1 })
    expect(report.growth).toMatchObject({ unknown: 'domains-alone', availableBytes: null })
  })

  test('is no reason to say that there is nothing to clean up', () => {
    const notes = cli.run(['plan', node.path('etc')]).stdout.split('\n\n')
    expect(notes).toContainEqual(expect.stringMatching(alone))
    expect(notes.at(-1)).toMatch(/^Nothing to clean up was seen, but not everything was looked at/)
  })

  test('is not alone with the instances_path, a disk or the root of its node', () => {
    for (const opened of [['etc', INSTANCES], ['etc', FOLDER], ['']]) {
      const { stdout } = cli.run(['scan', ...opened.map((path) => node.path(path))])
      expect(stdout).not.toContain('not in what was opened')
    }
  })
  test('counts the domains that have files, of which there is something to open', () => {
    const rbd = '<source protocol="rbd" name="volumes/volume-1"><host name="mon1"/></source>'
    const other = smallNode()
    const define = (name: string, digit: number) =>
      other.write(
        `etc/libvirt/qemu/${name}.xml`,
        `<domain type="kvm"><name>${name}</name><uuid>dddddddd-0000-4000-8000-00000000000${digit}</uuid>
        <devices><disk type="network" device="disk"><driver type="raw"/>${rbd}<target dev="vda"/></disk></devices></domain>`,
      )
    define('a', 1)
    define('b', 2)
    expect(cli.run(['scan', other.path('etc')]).stdout).toMatch(/^PARTIAL: 1 domain\b/m)
    other.run('rm', DOMAIN)
    const { stdout } = cli.run(['scan', other.path('etc')])
    expect(stdout).toMatch(/^PARTIAL: 2 domains without a disk that is a file\. /m)
    expect(stdout).not.toContain('open the instances_path')
  })
})
