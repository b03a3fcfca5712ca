import { describe, expect, test } from 'vitest'
import { type Fault, FormatError } from '../../../shared/bytes/errors.ts'
import { parseDomain } from '../../../shared/nova/domain.ts'
import { MAX_XML_BYTES } from '../../../shared/nova/xml.ts'
import { inEnglish } from '../../helpers/in-english.ts'

const uuid = '6f3b4d6e-1b2c-4d5e-8f90-a1b2c3d4e5f6'
const image = 'c2b3a4d5-0000-4000-8000-000000000001'
const path = 'etc/libvirt/qemu/instance-0000002a.xml'

function metadata(prefix: string, version: string): string {
  const p = prefix === '' ? '' : `${prefix}:`
  const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  return `<${p}instance ${xmlns}="http://openstack.org/xmlns/libvirt/nova/${version}">
    <${p}package version="30.0.0"/>
    <${p}name>web &amp; db &#x4e2d;</${p}name>
    <${p}flavor name="m1.small" id="2"><${p}memory>2048</${p}memory></${p}flavor>
    <${p}owner><${p}user uuid="u1">admin</${p}user><${p}project uuid="p1">demo</${p}project></${p}owner>
    <${p}root type="image" uuid="${image}"/>
  </${p}instance>`
}

function domain(inner: string): string {
  return `<domain type='kvm'><name>instance-0000002a</name><uuid>${uuid}</uuid>
    <metadata>${inner}</metadata>
    <devices><disk type='file'><name>not this</name></disk></devices></domain>`
}

function refusal(text: string): Fault {
  try {
    parseDomain(text, path)
  } catch (error) {
    if (error instanceof FormatError) return error.fault
    throw error
  }
  throw new Error('nothing was thrown')
}

function faultOf(text: string): string {
  return refusal(text).code
}

const facts = {
  path,
  uuid,
  libvirtName: 'instance-0000002a',
  displayName: 'web & db 中',
  novaVersion: '30.0.0',
  flavor: { name: 'm1.small', id: '2', memoryMib: 2048 },
  imageId: image,
  projectId: 'p1',
  projectName: 'demo',
  userId: 'u1',
  userName: 'admin',
  disks: [{ device: 'disk', source: { kind: 'none' } }],
  nics: [],
  graphics: [],
  consoles: [],
}

describe('a domain XML', () => {
  test.each([
    ['1.0', 'nova'],
    ['1.1', 'nova'],
    ['1.1', 'other'],
    ['1.1', ''],
  ])('gives what Nova %s wrote with the prefix %j', (version, prefix) => {
    expect(parseDomain(domain(metadata(prefix, version)), path)).toEqual(facts)
  })

  test('is found inside the status of a running domain', () => {
    const text = `<?xml version="1.0"?><!-- by libvirt --><domstatus state='running'>
      ${domain(metadata('nova', '1.1'))}</domstatus>`
    expect(parseDomain(text, path)).toEqual({
      ...facts,
      isRunning: true,
      state: { state: 'running' },
    })
  })

  test.each([
    ['1.0', '1.1'],
    ['1.1', '1.0'],
  ])(
    'has two where an interface was attached after an upgrade, %s before %s: the newer counts',
    (...order) => {
      const old = metadata('nova', '1.0').replace('web &amp; db', 'old name')
      const both = order.map((version) => (version === '1.0' ? old : metadata('nova', '1.1')))
      expect(parseDomain(domain(both.join('')), path)).toEqual(facts)
    },
  )

  test('may declare its namespaces on the domain', () => {
    const text = domain(metadata('nova', '1.1').replace(/ xmlns:nova="[^"]*"/, '')).replace(
      '<domain',
      '<domain xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1"',
    )
    expect(parseDomain(text, path)).toEqual(facts)
  })

  test("names only itself when the metadata are not Nova's", () => {
    const foreign = metadata('nova', '1.1').replace('openstack.org', 'example.org')
    const { disks, nics, graphics, consoles } = facts
    const nothing = { nics, graphics, consoles }
    expect(parseDomain(domain(foreign), path)).toEqual({
      path,
      uuid,
      libvirtName: 'instance-0000002a',
      disks,
      ...nothing,
    })
    expect(parseDomain(`<domain><uuid>${uuid}</uuid></domain>`, path)).toEqual({
      path,
      uuid,
      disks: [],
      ...nothing,
    })
  })

  test.each([
    ['nothing', ''],
    ['text', 'plain text'],
    ['no UUID', '<domain><name>x</name></domain>'],
    ['a UUID that is none', '<domain><uuid>../../etc/passwd</uuid></domain>'],
    ['another root', `<network><uuid>${uuid}</uuid></network>`],
    ['a DOCTYPE', `<!DOCTYPE d [<!ENTITY a "b">]>${domain('')}`],
    ['elements without end', domain('<a>'.repeat(100) + '</a>'.repeat(100))],
    ['half a tag', '<domain'],
    ['an attribute without quotes', domain('<a b=c/>')],
  ])('with %s is refused', (_, text) => {
    expect(faultOf(text)).toBe('invalid')
  })

  test('whose UUID is something else is refused without quoting that', () => {
    const fault = refusal('<domain><uuid>hunter2</uuid></domain>')
    expect(inEnglish(fault)).toMatchObject({ expected: 'a UUID', found: 'other text' })
    expect(JSON.stringify(fault)).not.toContain('hunter2')
  })

  test('with dangerous names harms nothing', () => {
    const text = domain('<__proto__ polluted="1"/><constructor __proto__="x"/>')
    expect(parseDomain(text, path).uuid).toBe(uuid)
    expect({}).not.toHaveProperty('polluted')
  })

  test('over the size limit is refused unread', () => {
    expect(faultOf(' '.repeat(MAX_XML_BYTES + 1))).toBe('limit')
  })

  test.each([
    ['an entity that nothing declares', '&bomb;'],
    ['a character that no XML has', '&#0;'],
  ])('with %s is refused, as libvirt refuses it', (_, name) => {
    expect(faultOf(domain(metadata('nova', '1.1').replace('web &amp; db', name)))).toBe('invalid')
  })

  test('takes a display name of blanks alone for none', () => {
    const text = domain(metadata('nova', '1.1').replace(/web &amp; db[^<]*/, ' \u{3000} '))
    expect(parseDomain(text, path)).not.toHaveProperty('displayName')
  })
})
