// OpenStack's own image inspector (oslo.utils), which tests compare with. Debian has it since
// release 13; where the system's own package is older, the file is taken out of that release's
// package, without installing anything.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './places.mjs'
import { must } from './run.mjs'
import { SetupError, say } from './say.mjs'

const release = 'trixie'
const packageName = 'python3-oslo.utils'
const modules = 'usr/lib/python3/dist-packages'
const inspector = 'oslo_utils/imageutils/format_inspector.py'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** Always complete: it gets this name when it is. */
function unpacked() {
  return join(cacheFolder(), `oslo.utils-${release}`)
}

/**
 * The folder that Python imports `oslo_utils` from, without fetching anything; undefined when there
 * is none yet. A folder that a person names in COWSCOPE_OSLO_UTILS wins.
 * @returns {string | undefined}
 */
export function inspectorFolder() {
  const folders = [
    process.env['COWSCOPE_OSLO_UTILS'],
    join('/', modules),
    join(unpacked(), modules),
  ]
  return folders.find((folder) => folder && existsSync(join(folder, inspector)))
}

/** Makes sure of the inspector, fetching it if need be. */
export async function ensureInspector() {
  if (inspectorFolder() !== undefined) return
  if (!existsSync(keyring)) throw new SetupError(missing())
  say(`fetching ${packageName} of Debian ${release}, which the tests compare with`)
  mkdirSync(cacheFolder(), { recursive: true })
  const work = mkdtempSync(join(cacheFolder(), 'unpacking-'))
  try {
    await fetchPackage(work)
    publish(join(work, 'files'))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  if (inspectorFolder() === undefined) throw new SetupError(missing())
}

function missing() {
  return `the tests need ${packageName} 8 or newer, which has ${inspector}. Set COWSCOPE_OSLO_UTILS to the folder that holds oslo_utils.`
}

/** @param {string} work an empty folder */
async function fetchPackage(work) {
  const sources = join(work, 'sources.list')
  writeFileSync(sources, `deb [signed-by=${keyring}] ${await mirror()} ${release} main\n`)
  mkdirSync(join(work, 'lists/partial'), { recursive: true })
  mkdirSync(join(work, 'cache/archives/partial'), { recursive: true })
  const options = Object.entries({
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'cache'),
    'Acquire::Languages': 'none',
    // Another user could not write here.
    'APT::Sandbox::User': 'root',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  await must('apt-get', ['update', '-q', ...options], { cwd: work })
  await must('apt-get', ['download', '-q', packageName, ...options], { cwd: work })
  const [file = ''] = readdirSync(work).filter((name) => name.endsWith('.deb'))
  await must('dpkg-deb', ['--extract', file, 'files'], { cwd: work })
}

/** Where this system gets Debian's packages from. */
async function mirror() {
  const format = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages']
  const uris = (await must('apt-get', format)).split('\n')
  const found = uris.find((uri) => /\/debian\/?$/.test(uri))
  if (found === undefined) throw new SetupError(missing())
  return found
}

/**
 * Moves what was unpacked to its place at once; another process may have been faster.
 * @param {string} files
 */
function publish(files) {
  try {
    renameSync(files, unpacked())
  } catch (error) {
    if (inspectorFolder() === undefined) throw error
  }
}
