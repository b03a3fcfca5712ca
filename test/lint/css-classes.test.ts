import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// A class that no view names dresses nothing: it is left over from one that did.

const RENDERER = resolve(import.meta.dirname, '../../renderer')

const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).map((path) => ({
  path,
  isStyle: path.endsWith('.module.css'),
  text: /\.(?:tsx?|css)$/.test(path) ? readFileSync(join(RENDERER, path), 'utf8') : '',
}))

/** The classes of a module's selectors, without those of others that it dresses. */
function classesOf(css: string): readonly string[] {
  const selectors = css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/:global\([^)]*\)/g, '')
    .match(/[^{}]+(?=\{)/g)
  return (selectors ?? []).flatMap((one) =>
    [...one.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name),
  )
}

test('every class of a style sheet is named by a view that imports it', () => {
  const styles = files.filter(({ isStyle }) => isStyle)
  expect(styles.length).toBeGreaterThan(30)
  const unused = styles.flatMap(({ path, text }) => {
    const users = files.filter((file) => !file.isStyle && file.text.includes(`/${basename(path)}'`))
    const named = new Set(users.flatMap((user) => user.text.match(/[\w-]+/g) ?? []))
    return [...new Set(classesOf(text))]
      .filter((name) => !named.has(name))
      .map((name) => `${path}: .${name}`)
  })
  expect(unused).toEqual([])
})
