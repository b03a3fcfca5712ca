import { app } from 'electron'
import { RunningApp } from './running-app.ts'
import { chromiumSwitches, parseOpenRequest, userArguments } from './start/argv.ts'
import { exactArguments } from './start/exact-arguments.ts'
import { handedOn, isRunning, requestOnStdin, startAgain, toSent } from './start/second-start.ts'
import { guardContents } from './window/contents-guard.ts'
import { registerAppScheme } from './window/protocol.ts'

/** Starts the app, or hands what it should open to the one that runs already. */
export function startApp(): void {
  const appPath = app.isPackaged ? undefined : app.getAppPath()
  const args = exactArguments(userArguments(process.argv, process.cwd(), appPath))
  const again = requestOnStdin(args)
  const request = again ?? parseOpenRequest(args, process.cwd())
  const handed = handedOn(request)
  const isTooMuch = again === undefined && handed.leftOut !== undefined
  if (isTooMuch && isRunning(app.getPath('userData'))) {
    // Packaged, the user's arguments are all there are, with Chromium's among them.
    const own = process.argv.slice(1, process.argv.length - args.length)
    app.exit(startAgain([...own, ...chromiumSwitches(args)], request))
    return
  }
  if (!app.requestSingleInstanceLock(toSent(handed))) {
    app.exit(0)
    return
  }
  // As root Chromium has no sandbox to enable, and its processes end when they are told to.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  guardContents(app)
  void app.whenReady().then(() => new RunningApp(request))
}
