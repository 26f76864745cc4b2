import { ServerProgram } from '../server-program.ts'

const programs: ServerProgram[] = []

/**
 * A server of the echo dialect as a program of its own. `said`: JavaScript that is run for each
 * greeting, with `socket`, its `count` since the program was started, and `answer()`.
 */
export function echoProgram(
  said: string,
  more: Partial<ConstructorParameters<typeof ServerProgram>[0]> = {},
): ServerProgram {
  const code = `
    let count = 0
    require('node:net').createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (bytes) => {
        for (const line of bytes.toString().split('\\n').slice(0, -1)) {
          const answer = () => socket.write(line.replace(/^HI/, 'HELLO').replace(/^SAY/, 'SAID') + '\\n')
          if (!line.startsWith('HI')) answer()
          else {
            count += 1
            ${said}
          }
        }
      })
    }).listen(Number(process.argv[1]), '127.0.0.1')
  `
  return program([process.execPath, '-e', code, '{port}'], more)
}

/** A program that is ended with the test file. */
export function program(
  words: readonly string[],
  more: Partial<ConstructorParameters<typeof ServerProgram>[0]> = {},
): ServerProgram {
  const usual = { cwd: '.', env: {}, isForEachCheck: false, port: undefined, wait: 10_000 }
  const one = new ServerProgram({ words, ...usual, ...more })
  programs.push(one)
  return one
}

export async function closePrograms(): Promise<void> {
  for (const one of programs.splice(0)) await one.close()
}
