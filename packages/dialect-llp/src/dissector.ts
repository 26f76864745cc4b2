import type { Dissector } from '@parley/contract'

const commands = [
  ...['LOGIN ', 'LOGOUT', 'LIST', 'MESSAGE ', 'BROADCAST', 'BLOCK ', 'UNBLOCK '],
  ...['JOIN #', 'LEAVE #', 'ROOMS', 'KICK ', 'BAN ', 'UNBAN ', 'BANS'],
]

/** A line of a client (3), or a line or a whole message of a server (4), as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'lines', telnet: true },
  block: { first: '> INBOUND MESSAGE %- SENDER: ', last: '\n> XOXOXO\n' },
  begins: {
    client: [...commands, 'HISTORY', 'HELP'],
    server: ['> OK %- ', '> ERROR %- ', '> INBOUND MESSAGE %- SENDER: '],
  },
  lua: String.raw`
local names = { LOGIN = true, MESSAGE = true, BLOCK = true, UNBLOCK = true, LIST = true,
  LOGOUT = true, BROADCAST = true, HELP = true, JOIN = true, LEAVE = true, ROOMS = true,
  KICK = true, BAN = true, UNBAN = true, BANS = true }

-- A text, without the Telnet commands in it.
local function put_text(from, to)
  local at = from
  while at <= to do
    local found = frame:find("\255", at, true)
    if found == nil or found > to then break end
    put("text", at, found - 1)
    at = (telnet_end(frame, found) or to) + 1
  end
  put("text", at, to)
end

local function command()
  local last = frame:find("\r\0$") and #frame - 2 or line_end(frame)
  local first = 1
  while frame:byte(first) == 0xff do first = (telnet_end(frame, first) or #frame) + 1 end
  local word = frame:match("^%u+", first) or ""
  local rest = frame:sub(first + #word, last)
  if (names[word] or word == "HISTORY") and rest:find("^ *$") then
    put("verb", first, first + #word - 1)
  elseif (names[word] or word == "HISTORY") and rest:find("^ +") then
    put("verb", first, first + #word - 1)
    local from = first + #word + #rest:match("^ +")
    local to = last - #rest:match(" *$")
    local reason = frame:find(" ", from, true)
    if word == "MESSAGE" then put("recipient", from, to)
    elseif (word == "KICK" or word == "BAN") and reason and reason < to then
      put("recipient", from, reason - 1)
      put("text", reason + 1, to)
    elseif word == "KICK" or word == "BAN" then put("recipient", from, to)
    elseif word ~= "HISTORY" then put("name", from, to) end
  else
    local closing = frame:sub(first, last):match("^.*()XOXOXO%s*$")
    put_text(first, closing and first + closing - 2 or last)
  end
end

local function line_of(from, to, is_block)
  local line = frame:sub(from, to)
  if line:sub(1, 2) ~= "> " then
    local at = line:match("^%S+ | ()")
    if at then put("name", from + at - 1, to) end
    return
  end
  local word = line:match("^> (OK) %- ") or line:match("^> (ERROR) %- ")
  local sender = line:match("^> INBOUND MESSAGE %- SENDER: ()")
  local recipient = line:match("^> RECIPIENT: ()")
  if word then
    put("verb", from + 2, from + 1 + #word)
    put("status", from + 2, from + 1 + #word)
  elseif sender then
    put("verb", from + 2, from + sender - 2)
    put("sender", from + sender - 1, to)
  elseif recipient then
    put("verb", from + 2, from + recipient - 2)
    put("recipient", from + recipient - 1, to)
  elseif is_block and line ~= "> XOXOXO" then
    put("text", from + 2, to)
  end
end

if side == "client" then
  command()
else
  local is_block = frame:find("^> INBOUND MESSAGE %- ") ~= nil
  local from = 1
  while from <= #frame do
    local found = frame:find("\n", from, true) or #frame + 1
    line_of(from, found - 1, is_block)
    from = found + 1
  end
end
`,
}
