import { join, resolve } from 'node:path'
import { app } from 'electron'
import { realPaths } from './grants/seen-path.ts'
import { RunningApp } from './running-app.ts'
import {
  chromiumSwitches,
  type OpenRequest,
  parseOpenRequest,
  userArguments,
} from './start/argv.ts'
import { exactArguments } from './start/exact-arguments.ts'
import { removeOldProfiles } from './start/old-profiles.ts'
import { type Profile, profileFor, removeAfterEnd, removeIfMade } from './start/profile.ts'
import { handedOn, isRunning, requestOnStdin, startAgain, toSent } from './start/second-start.ts'
import { guardContents } from './window/contents-guard.ts'
import { registerAppScheme } from './window/protocol.ts'

/** The exit code where the reason was told, by which `npm start` knows (`build/start.mjs`); EX_CANTCREAT of sysexits(3). */
const HAS_SAID = 73

/** Starts the app, or hands what it should open to the one that runs already. Settles before the app is ready. */
export async function startApp(): Promise<void> {
  const appPath = app.isPackaged ? undefined : app.getAppPath()
  const args = exactArguments(userArguments(process.argv, process.cwd(), appPath))
  const again = requestOnStdin(args)
  const request = again ?? parseOpenRequest(args, process.cwd())
  const taken = await takeProfile(request)
  if (taken === undefined) return
  const { folder: profile, cleans } = taken
  const handed = handedOn(request)
  const isTooMuch = again === undefined && handed.leftOut !== undefined
  if (isTooMuch && isRunning(profile)) {
    // Packaged, the user's arguments are all there are, with Chromium's among them.
    const own = process.argv.slice(1, process.argv.length - args.length)
    app.exit(startAgain([...own, ...chromiumSwitches(args)], request))
    return
  }
  if (!app.requestSingleInstanceLock(toSent(handed))) {
    // Chromium says the same where it cannot lock, or cannot reach who has.
    if (isRunning(profile)) app.exit(0)
    else fail(`${profile} cannot be locked: another user has it open, or its disk is full`)
    return
  }
  // As root Chromium has no sandbox to enable, and its processes end when they are told to.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  guardContents(app)
  void app.whenReady().then(() => new RunningApp(request))
  if (cleans !== undefined) void removeOldProfiles(cleans)
}

/** Before anything is written: Electron makes the usual folder as soon as it is asked which it is. */
async function takeProfile({ paths, root }: OpenRequest): Promise<Profile | undefined> {
  try {
    const named = root === undefined ? paths : [...paths, root]
    const usual = usualProfile()
    const profile = profileFor(usual, await realPaths(named))
    use(profile)
    if (profile.instead !== undefined) {
      removeIfMade(usual, process.getCreationTime() ?? Number.POSITIVE_INFINITY)
    }
    return profile
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function usualProfile(): string {
  const given = app.commandLine.getSwitchValue('user-data-dir')
  return given === '' ? join(app.getPath('appData'), app.getName()) : resolve(given)
}

function use({ folder, instead }: Profile): void {
  app.setPath('userData', folder)
  if (instead === undefined) return
  // What GTK writes lies in the same home.
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache')
  process.env['XDG_DATA_HOME'] = join(folder, 'data')
  say(`settings are kept until the window is closed: ${instead}`)
  process.on('exit', () => removeAfterEnd(folder))
}

function fail(reason: string): void {
  say(`there is no window: ${reason}`)
  app.exit(HAS_SAID)
}

function say(text: string): void {
  process.stderr.write(`cowscope: ${text}\n`)
}
