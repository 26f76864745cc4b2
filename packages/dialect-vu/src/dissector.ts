import type { Dissector } from '@parley/contract'

/** What is said of rooms (6.5 to 6.7). */
const rooms = ['JOIN #', 'LEAVE #', 'ROOMS\r?\n', 'KICK ', 'BAN ', 'UNBAN ', 'BANS']

const client = ['HELLO%-FROM ', 'SEND ', 'LIST\r?\n', 'LIST #', 'WHO\r?\n', ...rooms]

const server = [
  ...['HELLO ', 'IN%-USE\n', 'BUSY\n', 'BAD%-', 'SEND%-OK\n', 'DELIVERY ', 'LIST%-OK', 'WHO%-OK'],
  ...['UNKNOWN\n', 'JOIN%-OK ', 'ROOMS%-OK', 'FORBIDDEN\n', 'IN%-ROOM\n'],
]

/** A line of either side: its first word, a name, a text (1 to 3), as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'lines' },
  begins: { client, server },
  lua: `
local last = line_end(frame)
local verb = frame:match("^[^ ]*"):sub(1, last)
if not verb:find("^[A-Za-z_-]*$") then
  put("text", 1, last)
  fail("a line without a word of the protocol")
  return
end
put("verb", 1, #verb)
if side == "server" then
  if verb:find("%-OK$") or verb == "HELLO" then put("status", 1, #verb, "OK")
  elseif verb ~= "DELIVERY" then put("status", 1, #verb, "ERROR") end
end
local from = #verb + 2
local named = { ["HELLO-FROM"] = true, HELLO = true, ["LIST-OK"] = true, ["WHO-OK"] = true,
  LIST = true, JOIN = true, LEAVE = true, UNBAN = true, BANS = true, ["JOIN-OK"] = true,
  ["ROOMS-OK"] = true, ["BANS-OK"] = true }
if named[verb] then
  put("name", from, last)
elseif verb == "SEND" or verb == "DELIVERY" or verb == "KICK" or verb == "BAN" then
  local to = math.min((frame:find(" ", from, true) or last + 1) - 1, last)
  put(verb == "DELIVERY" and "sender" or "recipient", from, to)
  put("text", to + 2, last)
else
  put("text", from, last)
  if not verb:find("^[A-Z][A-Z-]*$") then fail("a line without a word of the protocol") end
end
`,
}
