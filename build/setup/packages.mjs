/**
 * A need is a list of package names of which one is enough: since Debian 13 and Ubuntu 24.04 some
 * libraries carry a `t64` suffix (64-bit time_t).
 * @typedef {readonly [string, ...string[]]} Need
 */

/** What Chromium links against, and what unpacks it. @type {readonly Need[]} */
export const windowNeeds = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  ['libdrm2'],
  ['libcups2', 'libcups2t64'],
  ['libxss1'],
  ['libxtst6'],
  ['unzip'],
]

/** One for each of the two languages. @type {readonly Need[]} */
export const fontNeeds = [['fonts-dejavu-core'], ['fonts-noto-cjk', 'fonts-wqy-microhei']]

/** A display for machines without one. @type {readonly Need[]} */
export const displayNeeds = [['xvfb'], ['xauth']]

/** The programs whose answers the tests compare with. @type {readonly Need[]} */
export const oracleNeeds = [
  ['qemu-utils'],
  ['strace'],
  ['genisoimage'],
  ['dosfstools'],
  ['python3'],
  ['python3-nova'],
  // fuser, which the script of a clean-up plan asks
  ['psmisc'],
  // What may be wrong with that script.
  ['shellcheck'],
  // A file system that makes allocated blocks up, without a server: sshfs over its SFTP program.
  ['sshfs'],
  ['openssh-sftp-server'],
  // Differencing VHDX, which qemu does not open.
  ['python3-libvhdi'],
  // Partition tables, and CD images of every kind.
  ['fdisk'],
  ['gdisk'],
  ['xorriso'],
  ['udftools'],
  ['cryptsetup-bin'],
]

/**
 * Names of the installed packages in the text of /var/lib/dpkg/status (deb822: stanzas separated
 * by blank lines; "install ok installed" is the only complete state).
 * @param {string} dpkgStatus
 */
export function installedPackages(dpkgStatus) {
  /** @type {Set<string>} */
  const names = new Set()
  for (const [, name, state] of dpkgStatus.matchAll(/^Package: (\S+)\nStatus: (.*)$/gm)) {
    if (name !== undefined && state?.endsWith(' ok installed')) names.add(name)
  }
  return names
}

/**
 * The needs that no installed package meets.
 * @param {string} dpkgStatus the text of /var/lib/dpkg/status
 * @param {readonly Need[]} needs
 */
export function missingPackages(dpkgStatus, needs) {
  const installed = installedPackages(dpkgStatus)
  return needs.filter((names) => !names.some((name) => installed.has(name)))
}

/**
 * The name to install for each need: the first one that the system's package lists know.
 * @param {readonly Need[]} needs
 * @param {(name: string) => boolean} isKnown
 */
export function namesToInstall(needs, isKnown) {
  return needs.map((names) => names.find(isKnown) ?? names[0])
}

/**
 * The one command that a person has to run.
 * @param {readonly string[]} names
 */
export function installCommand(names) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`
}
