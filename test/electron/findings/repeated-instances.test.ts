import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adviceText, findingText } from '../../../shared/report/text/finding-text.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { DOMAIN, FOLDER, INSTANCES, SmallNode, UUID } from '../../helpers/trees/small-node.ts'
import { buildCli } from '../cli/built-cli.ts'
import { sourceTogether } from '../cli/scan/scan-together.ts'

const all = temporaryFolder()

/** Two hosts with one instance, which did not change on the second since. */
function twoHosts() {
  const root = mkdtempSync(join(all, 'hosts-'))
  const [one, two] = ['one', 'two'].map((name) => new SmallNode(join(root, name))) as [
    SmallNode,
    SmallNode,
  ]
  for (const name of readdirSync(two.path(FOLDER))) two.age(`${FOLDER}/${name}`, 48)
  const scan = async () => (await sourceTogether([one.root, two.root])).view
  return { one, two, scan }
}

describe('an instance on two hosts', () => {
  test('is a high problem with both folders, the newest first, where both have a domain', async () => {
    const { view, told } = await repeatedIn(twoHosts())
    expect(told).toMatchObject([
      {
        severity: 'high',
        subject: { kind: 'instance', path: `one/${FOLDER}` },
        also: [{ path: `two/${FOLDER}` }],
        evidence: { case: 'domains', count: 2 },
      },
    ])
    const text = told[0] === undefined ? '' : findingText(told[0])
    expect(text).toMatch(
      new RegExp(`one/${FOLDER} \\([-:\\d ]+UTC\\), two/${FOLDER} \\([-:\\d ]+UTC\\)\\.`),
    )
    const rows = view.instances.map(({ findings }) => findings.map(({ code }) => code))
    expect(rows).toEqual([['instance-repeated'], ['instance-repeated']])
  })

  test.each([
    ["state='paused' reason='migration'", undefined],
    ["state='running' reason='booted'", 'migration out'],
  ])('is a warning while libvirt moves it, by %s', async (state, job) => {
    const hosts = twoHosts()
    const xml = readFileSync(hosts.two.path(DOMAIN), 'utf8')
    const status = `<domstatus ${state}>${job ? `<job async='${job}'/>` : ''}${xml}</domstatus>`
    const running = DOMAIN.replace('etc', 'run')
    hosts.two.write(running, status)
    const { told } = await repeatedIn(hosts)
    expect(told).toMatchObject([
      { severity: 'warning', evidence: { case: 'migration', count: 2, xml: `two/${running}` } },
    ])
    expect(told[0] && findingText(told[0])).toContain('a live migration')
  })

  test('is a high problem after a live migration that failed', async () => {
    const hosts = twoHosts()
    const xml = readFileSync(hosts.two.path(DOMAIN), 'utf8')
    const status = `<domstatus state='paused' reason='post-copy failed'>${xml}</domstatus>`
    hosts.two.write(DOMAIN.replace('etc', 'run'), status)
    expect((await repeatedIn(hosts)).told).toMatchObject([{ severity: 'high' }])
  })

  test('is a warning where one has no domain, as a restored backup', async () => {
    const hosts = twoHosts()
    rmSync(hosts.two.path(DOMAIN))
    const { told } = await repeatedIn(hosts)
    expect(told).toMatchObject([{ severity: 'warning', evidence: { count: 2 } }])
  })

  test.each(['_resize', '_del'])(
    'is none where the other is what is left by the name %s',
    async (left) => {
      const hosts = twoHosts()
      rmSync(hosts.two.path(FOLDER), { recursive: true })
      hosts.two.write(`${INSTANCES}/${UUID}${left}/disk`, 'x')
      expect((await repeatedIn(hosts)).told).toEqual([])
    },
  )

  test('is none where both have the same folder, which is mounted at the second', async () => {
    const { one, two } = twoHosts()
    const { path } = await buildCli()
    const script = 'mount --bind "$1" "$2" && exec "$3" "$4" scan -f json "$5" "$6"'
    const places = [one.path(FOLDER), two.path(FOLDER), process.execPath, path, one.root, two.root]
    const command = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh', ...places]
    const report = JSON.parse(execFileSync('unshare', command, { encoding: 'utf8' }))
    expect(report.instances).toHaveLength(2)
    const codes = report.findings.map(({ code }: { readonly code: string }) => code)
    expect(codes).not.toContain('instance-repeated')
  })
})

describe('an instance whose folder two hosts share', () => {
  /** Both hosts on one storage; libvirt of the first runs the instance. */
  function sharing() {
    const { one, two } = twoHosts()
    const shared = join(dirname(one.root), 'shared')
    renameSync(one.path(INSTANCES), shared)
    rmSync(two.path(INSTANCES), { recursive: true })
    rmSync(two.path(DOMAIN))
    const xml = readFileSync(one.path(DOMAIN), 'utf8')
    const run = (node: SmallNode, state: string) =>
      node.write(DOMAIN.replace('etc', 'run'), `<domstatus ${state}>${xml}</domstatus>`)
    for (const node of [one, two]) symlinkSync('../../../../shared', node.path(INSTANCES))
    run(one, "state='running' reason='booted'")
    const paths = [one.root, two.root, shared]
    const scan = async () => (await sourceTogether(paths)).view
    return { two, run, scan }
  }

  test('is a high problem where both run it, with the status of each', async () => {
    const { two, run, scan } = sharing()
    expect((await repeatedIn({ scan })).told).toEqual([])
    run(two, "state='running' reason='booted'")
    const { view, told } = await repeatedIn({ scan })
    const names = ['one', 'two'].map((host) => `${host}/${DOMAIN.replace('etc', 'run')}`)
    expect(told).toMatchObject([
      { severity: 'high', evidence: { case: 'running', count: 2, names } },
    ])
    expect(told[0] && findingText(told[0])).toContain('2 of the hosts opened run it at once')
    const [ask, stop, check] = told[0] ? adviceText(told[0], 'en') : []
    expect([ask, stop, check]).toEqual([
      expect.stringContaining('Ask Nova'),
      expect.stringContaining('virsh destroy'),
      expect.stringContaining('check its disks'),
    ])
    const rows = view.instances.map(({ findings }) => findings.map(({ code }) => code))
    expect(rows).toEqual([['instance-repeated']])
  })

  test('is none while libvirt moves it from one to the other', async () => {
    const { two, run, scan } = sharing()
    run(two, "state='paused' reason='migration'")
    expect((await repeatedIn({ scan })).told).toEqual([])
  })
})

async function repeatedIn({ scan }: Pick<ReturnType<typeof twoHosts>, 'scan'>) {
  const view = await scan()
  return { view, told: view.findings.filter(({ code }) => code === 'instance-repeated') }
}
