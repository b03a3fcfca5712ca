import type { ElectronApplication } from 'playwright'

/** Makes the next open dialogs choose `path`; undefined closes them. Gives what waits for the first of them. */
export async function stubOpenDialog(
  app: ElectronApplication,
  path: string | undefined,
): Promise<() => Promise<void>> {
  await app.evaluate(({ dialog }, chosen) => {
    const filePaths = chosen === undefined ? [] : [chosen]
    const asked = new Promise<void>((resolve) => {
      dialog.showOpenDialog = async () => {
        resolve()
        return { canceled: filePaths.length === 0, filePaths }
      }
    })
    Object.assign(globalThis, { openDialogAsked: asked })
  }, path)
  return () => app.evaluate(() => Reflect.get(globalThis, 'openDialogAsked'))
}

/**
 * Makes the next save dialogs choose `path`; undefined closes them. Gives what tells the name that the last
 * one offered.
 */
export async function stubSaveDialog(
  app: ElectronApplication,
  path: string | undefined,
): Promise<() => Promise<string>> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async (...args: readonly unknown[]) => {
      Object.assign(globalThis, { saveOptions: args.at(-1) })
      return { canceled: chosen === undefined, filePath: chosen ?? '' }
    }
  }, path)
  return () => app.evaluate(() => Reflect.get(globalThis, 'saveOptions').defaultPath)
}

/** Makes the next message boxes answer with the button of this index. */
export async function stubMessageBox(app: ElectronApplication, button: number): Promise<void> {
  await app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async () => ({ response, checkboxChecked: false })
  }, button)
}
