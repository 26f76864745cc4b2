import type { Dissector } from '@parley/contract'

const client = ['HELLO%-FROM ', 'SEND ', 'LIST\r?\n', 'WHO\r?\n']

const server = [
  ...['HELLO ', 'IN%-USE\n', 'BUSY\n', 'BAD%-', 'SEND%-OK\n', 'DELIVERY ', 'LIST%-OK', 'WHO%-OK'],
  'UNKNOWN\n',
]

/** A line of either side: its first word, a name, a text (1 to 3), as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'lines' },
  begins: { client, server },
  lua: `
local last = line_end(frame)
local verb = frame:match("^[^ ]*"):sub(1, last)
put("verb", 1, #verb)
if side == "server" then
  if verb:find("%-OK$") or verb == "HELLO" then put("status", 1, #verb, "OK")
  elseif verb ~= "DELIVERY" then put("status", 1, #verb, "ERROR") end
end
local from = #verb + 2
if verb == "HELLO-FROM" or verb == "HELLO" or verb == "LIST-OK" or verb == "WHO-OK" then
  put("name", from, last)
elseif verb == "SEND" or verb == "DELIVERY" then
  local to = math.min((frame:find(" ", from, true) or last + 1) - 1, last)
  put(verb == "SEND" and "recipient" or "sender", from, to)
  put("text", to + 2, last)
elseif not verb:find("^[A-Z][A-Z-]*$") then
  fail("a line without a word of the protocol")
end
`,
}
