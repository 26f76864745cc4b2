/** For the tests of terminals. */
export { PipedLine } from './piped-line.ts'
