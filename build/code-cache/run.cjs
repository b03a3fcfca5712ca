// `node run.cjs FOLDER ARGUMENT…`: runs the command line whose chunks are in FOLDER, and keeps what V8
// has compiled of each. Where there was a cache before, all of it is in the new one too.
const { renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const [, , folder = '', ...args] = process.argv
const { codeCaches, load } = require(join(folder, 'chunks.cjs'))
process.argv = [process.execPath, join(folder, 'main.cjs'), ...args]
load('main.cjs')
process.on('exit', () => {
  // On a thread there is nothing else of it: it starts with an order.
  load('reader.cjs')
  for (const { path, bytes } of codeCaches()) {
    writeFileSync(`${path}.tmp`, bytes)
    renameSync(`${path}.tmp`, path)
  }
})
