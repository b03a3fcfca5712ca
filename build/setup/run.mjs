import { spawn } from 'node:child_process'
import { SetupError } from './say.mjs'

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the program is ended after this time
 */

const keptCharacters = 64 * 1024

/**
 * Runs a program to its end and gives its exit code and the end of its output.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string }>}
 */
export function run(program, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      stdout = (stdout + text).slice(-keptCharacters)
      output = (output + text).slice(-keptCharacters)
    })
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output = (output + text).slice(-keptCharacters)
    })
    child.on('error', (error) => fail(new SetupError(`cannot run ${program}: ${error.message}`)))
    child.on('close', (code) => done({ code: code ?? 1, stdout, output }))
  })
}

/**
 * Runs a program on this terminal; gives its exit code. Ctrl-C reaches the program, which ends
 * by itself, so this process waits for it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function runHere(program, args, options = {}) {
  return new Promise((done, fail) => {
    const ignore = () => {}
    process.on('SIGINT', ignore)
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: 'inherit',
    })
    child.on('error', (error) => fail(new SetupError(`cannot run ${program}: ${error.message}`)))
    child.on('close', (code) => {
      process.off('SIGINT', ignore)
      done(code ?? 1)
    })
  })
}

/**
 * Runs a program that must succeed; otherwise throws with the last lines of what it printed,
 * less the stack traces.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function must(program, args, options) {
  const result = await run(program, args, options)
  if (result.code === 0) return result.stdout
  const lines = result.output.trim().split('\n')
  const tail = lines
    .filter((line) => !/^\s+at /.test(line))
    .slice(-8)
    .join('\n  ')
  throw new SetupError(
    `${[program, ...args.slice(0, 2)].join(' ')} failed (exit code ${result.code}):\n  ${tail}`,
  )
}

/**
 * The same command on a virtual display of its own.
 * @param {readonly string[]} command
 */
export function inScreen(command) {
  return ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command]
}
