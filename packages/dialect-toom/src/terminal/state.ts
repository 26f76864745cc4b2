/** `file`: a file is being sent; `goodbye`: OUT was sent. */
export type State =
  | 'greeting'
  | 'name'
  | 'password'
  | 'login'
  | 'ready'
  | 'command'
  | 'file'
  | 'goodbye'
  | 'over'

/** States that wait for something else than input. */
export const waiting = new Set<State>(['greeting', 'login', 'command', 'file', 'goodbye'])
