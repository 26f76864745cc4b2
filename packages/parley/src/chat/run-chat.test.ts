import { appearance } from './run-chat.ts'

const terminal = {
  isInputTerminal: true,
  isOutputTerminal: true,
  environment: { TERM: 'xterm' },
  colour: undefined,
  isToTheLetter: false,
}
const piped = { isInputTerminal: false, isOutputTerminal: false }
const dumb = { environment: { TERM: 'dumb' } }
const noColour = { environment: { TERM: 'xterm', NO_COLOR: '1' } }

test.each([
  ['a terminal', {}, 'editing', true],
  ['a terminal with NO_COLOR', noColour, 'editing', false],
  ['a terminal with --no-colour', { colour: false }, 'plain', false],
  ['a terminal with NO_COLOR and --colour', { ...noColour, colour: true }, 'editing', true],
  ['a dumb terminal', dumb, 'plain', false],
  ['a dumb terminal with --colour', { ...dumb, colour: true }, 'plain', false],
  ['a terminal whose output goes elsewhere', { isOutputTerminal: false }, 'plain', false],
  ['texts to the letter', { isToTheLetter: true }, 'plain', false],
  ['texts to the letter, with --colour', { isToTheLetter: true, colour: true }, 'editing', true],
  ['texts to the letter, dumb', { ...dumb, isToTheLetter: true, colour: true }, 'plain', false],
  ['a pipe', piped, 'pipe', false],
  ['a pipe with --colour', { ...piped, colour: true }, 'pipe', true],
  ['a pipe to a terminal', { isInputTerminal: false }, 'pipe', false],
] as const)('%s', (_what, around, mode, colour) => {
  expect(appearance({ ...terminal, ...around })).toEqual({ mode, colour })
})
