import type { Reference } from './types.ts'

/** `number` without its prefix: `2024-32498`. */
export function cve(number: string): Reference {
  const id = `CVE-${number}`
  return { kind: 'cve', id, url: `https://nvd.nist.gov/vuln/detail/${id}` }
}

/** An OpenStack security advisory: `2024-001`. */
export function ossa(number: string): Reference {
  const url = `https://security.openstack.org/ossa/OSSA-${number}.html`
  return { kind: 'ossa', id: `OSSA-${number}`, url }
}

/** A bug of Nova on Launchpad. */
export function bug(number: string): Reference {
  return { kind: 'bug', id: `bug ${number}`, url: `https://bugs.launchpad.net/nova/+bug/${number}` }
}

export function doc(url: string): Reference {
  return { kind: 'doc', id: url, url }
}
