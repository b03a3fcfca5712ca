import { describe, expect, test } from 'vitest'
import { parseDomain } from '../../../shared/nova/domain.ts'
import { isBusy } from '../../../shared/nova/domain-state.ts'

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'

function stateOf(attributes: string, status = '', disk = '') {
  const devices = `<devices><disk type="file"><source file="/a"/><target dev="vda"/>${disk}</disk></devices>`
  const domain = `<domain><name>a</name><uuid>${UUID}</uuid>${devices}</domain>`
  return parseDomain(`<domstatus ${attributes}>${status}${domain}</domstatus>`, 'a.xml').state
}

describe('the state of a domain that runs, by libvirt', () => {
  test('with nothing under way', () => {
    const state = stateOf(
      "state='running' reason='booted' pid='4'",
      "<job type='none' async='none'/>",
    )
    expect(state).toEqual({ state: 'running', reason: 'booted' })
    expect(state && isBusy(state)).toBe(false)
  })

  test.each(['in', 'out'])('a live migration %s', (way) => {
    const job = `<job type='none' async='migration ${way}' phase='perform3'/>`
    const state = stateOf("state='paused' reason='migration'", job)
    expect(state).toEqual({ state: 'paused', reason: 'migration', job: `migration ${way}` })
    expect(state && isBusy(state)).toBe(true)
  })

  test.each([
    [
      'by the list of jobs',
      "<blockjobs active='yes'><blockjob type='copy'><disk dst='vda'/></blockjob></blockjobs>",
      '',
    ],
    ['by the mirror of a disk', '', "<mirror type='file' file='/b' job='copy' ready='yes'/>"],
  ])('a copy of a disk, %s', (_, jobs, mirror) => {
    const state = stateOf("state='running'", jobs, mirror)
    expect(state).toEqual({ state: 'running', blockJobs: ['copy vda'] })
    expect(state && isBusy(state)).toBe(true)
  })

  test('words that are not libvirt’s are not repeated', () => {
    expect(stateOf("state='&lt;b&gt;'")).toBeUndefined()
    expect(stateOf("state='running' reason='A\u202e'")).toEqual({ state: 'running' })
  })

  test('what a domain is started from has none', () => {
    const xml = `<domain><name>a</name><uuid>${UUID}</uuid></domain>`
    expect(parseDomain(xml, 'a.xml').state).toBeUndefined()
  })
})
