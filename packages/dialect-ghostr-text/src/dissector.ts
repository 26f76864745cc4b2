import type { Dissector } from '@parley/contract'
import { replyFields, requestFields } from './frames.ts'

const begins = ['TYPE: %u+;;']

/** Fields of either side, as in annotate.ts. */
export const dissector: Dissector = {
  framing: {
    family: 'fields',
    client: requestFields,
    server: replyFields,
    lastIf: { PRIVREQ: 'RET' },
  },
  begins: { client: begins, server: begins },
  lua: `
local names = { TYPE = "verb", WHO = "name", FROM = "sender", TO = "recipient", BLOCKER = "name",
  ROOM = "recipient", BY = "name", BODY = "text" }
local at = 1
while true do
  at = frame:find("[^%s;]", at)
  if at == nil then break end
  local found = frame:find(";;", at, true) or #frame + 1
  local colon = frame:find(": ", at, true)
  local key = colon and colon < found and frame:sub(at, colon - 1) or ""
  local what = names[key]
  if side == "client" and key:lower():find("^pas") then what = "password" end
  if what then put(what, colon + 2, found - 1) end
  if side == "server" and (key == "RET" or key == "PASW") then
    local is_ok = frame:sub(colon + 2, found - 1):match("^%s*(.-)%s*$") == "1"
    put("status", colon + 2, found - 1, is_ok and "OK" or "ERROR")
  end
  at = found + 2
end
`,
}
