/** Lua: how a stream is cut into frames, each shown with its fields; what is wrong is expert information. */
export const runtime = String.raw`
local parley = Proto("parley", "Parley chat")

local shown = {
  dialect = ProtoField.string("parley.dialect", "Dialect"),
  side = ProtoField.string("parley.side", "Sent by"),
  verb = ProtoField.string("parley.verb", "Verb"),
  sender = ProtoField.string("parley.sender", "Sender"),
  recipient = ProtoField.string("parley.recipient", "Recipient"),
  name = ProtoField.string("parley.name", "Name"),
  text = ProtoField.string("parley.text", "Text"),
  status = ProtoField.string("parley.status", "Status"),
  password = ProtoField.string("parley.password", "Password"),
}
local malformed = ProtoExpert.new("parley.malformed", "Malformed message",
  expert.group.MALFORMED, expert.severity.ERROR)
local noise = ProtoExpert.new("parley.noise", "Bytes between messages",
  expert.group.PROTOCOL, expert.severity.WARN)
local amid = ProtoExpert.new("parley.amid", "The beginning of this message is missing",
  expert.group.SEQUENCE, expert.severity.NOTE)

local all_fields = {}
for _, field in pairs(shown) do all_fields[#all_fields + 1] = field end
parley.fields = all_fields
parley.experts = { malformed, noise, amid }

local tcp_stream = Field.new("tcp.stream")
local tcp_completeness = Field.new("tcp.completeness")

-- More bytes than this of one message are malformed.
local MOST = 1048576
-- So many bytes are searched for the beginning of a message, where a capture begins amid one.
local MOST_AMID = 1024

-- By stream: the server's port. By stream and side: whether the next bytes may begin amid a message, and
-- how many of those before have been asked for again. By frame: both, as they were when it was first read,
-- since Wireshark reads frames again in any order; and what is wrong with messages that have no end.
local servers, lost, waiting, earlier, ended = {}, {}, {}, {}, {}

function parley.init()
  servers, lost, waiting, earlier, ended = {}, {}, {}, {}, {}
end

local function matches(patterns, bytes, at)
  for _, pattern in ipairs(patterns) do
    if bytes:find("^" .. pattern, at) then return true end
  end
  return false
end

-- An object may begin so behind another, or at the beginning of a segment, whatever its keys are.
local any_object = { '{%s*["}]' }

-- Where bytes go on behind a block that they begin amid: its end has come, and no beginning of one before.
local function behind_block(block, bytes)
  local _, last = bytes:find(block.last)
  local first = last and bytes:find(block.first)
  return last and (first == nil or first > last) and last + 1
end

-- Where a frame may begin in bytes that begin amid one; nil where none does.
local function beginning(dialect, side, bytes)
  local family = dialect.framing.family
  local patterns = family == "json" and any_object or dialect.begins[side]
  local boundary = boundaries[family]
  local block = side == "server" and dialect.block
  local behind = block and behind_block(block, bytes)
  if behind then return behind end
  for at = 1, #bytes do
    if matches(patterns, bytes, at) then
      if at == 1 or boundary and bytes:sub(1, at - 1):find(boundary) then return at end
    elseif family == "lines" and not block then
      local last = bytes:find("\n", at, true)
      return last and last + 1
    end
  end
  return nil
end

local function find_frame(dialect, side, bytes, at)
  local block = dialect.block
  if side == "server" and block and bytes:find("^" .. block.first, at) then
    local _, last = bytes:find(block.last, at)
    if last then return "frame", last end
    return "more"
  end
  return framings[dialect.framing.family](bytes, at, dialect.framing, side)
end

local function show(dialect, side, range, frame, tree, trouble)
  local item = tree:add(dialect.proto, range)
  item:add(shown.dialect, dialect.name):set_generated()
  item:add(shown.side, side):set_generated()
  local said = {}
  local function put(what, from, to, value)
    if to < from then return end
    local part = range(from - 1, to - from + 1)
    if value then
      item:add(shown[what], part, value)
    else
      item:add_packet_field(shown[what], part, ENC_UTF_8)
    end
    if what ~= "status" then
      said[#said + 1] = what == "password" and "(password)" or (value or frame:sub(from, to))
    end
  end
  local function fail(text) item:add_proto_expert_info(malformed, text) end
  if trouble then fail(trouble) end
  if dialect.framing.isUtf8 and not is_utf8(frame) then fail("not UTF-8") end
  dialect.read(frame, side, put, fail)
  local summary = table.concat(said, " "):gsub("%c", " ")
  item:append_text(", " .. side .. ": " .. summary)
  return summary ~= "" and summary or nil
end

local function point_out(what, dialect, range, tree, text)
  local item = tree:add(dialect.proto, range, dialect.title .. ": " .. text)
  item:add_proto_expert_info(what)
end

-- What the bytes hold from there on: pieces with their kind; and where the piece begins whose end has not come.
-- A frame whose end is known only by what follows has been found once: later Wireshark gives no more than it.
local function pieces_of(dialect, side, bytes, at, now)
  local pieces = {}
  while at <= #bytes do
    local kind, last, trouble = find_frame(dialect, side, bytes, at)
    local found = ended[now .. ":" .. at]
    if kind == "more" and found then kind, last, trouble = "frame", #bytes, found end
    if kind == "frame" and trouble then ended[now .. ":" .. at] = trouble end
    if kind == "more" and #bytes - at < MOST then return pieces, at end
    if kind == "more" then kind, last = "malformed", #bytes end
    pieces[#pieces + 1] = { kind = kind, from = at, to = last, trouble = trouble }
    at = last + 1
  end
  return pieces, nil
end

local function show_piece(dialect, side, tvb, bytes, piece, tree)
  local range = tvb(piece.from - 1, piece.to - piece.from + 1)
  if piece.kind == "frame" then
    local frame = bytes:sub(piece.from, piece.to)
    return show(dialect, side, range, frame, tree, piece.trouble)
  elseif piece.kind == "noise" then
    point_out(noise, dialect, range, tree, "no message")
  elseif piece.kind == "malformed" then
    point_out(malformed, dialect, range, tree, "malformed")
  end
  return nil
end

local function ask_for_more(key, bytes, from, pinfo)
  pinfo.desegment_offset = from - 1
  pinfo.desegment_len = DESEGMENT_ONE_MORE_SEGMENT
  if not pinfo.visited then waiting[key] = #bytes - from + 1 end
end

-- How it was before these bytes: whether they may begin amid a message, and how many of them had come before.
local function before(key, now, pinfo)
  if not pinfo.visited then
    if lost[key] == nil then lost[key] = tcp_completeness().value % 2 == 0 end
    if lost[key] or waiting[key] then
      earlier[now] = { lost = lost[key], waiting = waiting[key] or 0 }
    end
    waiting[key] = nil
  end
  local known = earlier[now]
  return known and known.lost, known and known.waiting or 0
end

local function dissect(dialect, side, tvb, pinfo, tree)
  local bytes = tvb:raw()
  local key = tostring(tcp_stream()) .. side
  local now = key .. ":" .. pinfo.number .. ":" .. bytes:byte(1)
  local is_lost, waited = before(key, now, pinfo)
  local from = 1
  if is_lost then
    from = beginning(dialect, side, bytes)
    if from == nil and #bytes < MOST_AMID and pinfo.can_desegment > 0 then
      return ask_for_more(key, bytes, 1, pinfo)
    end
    from = from or #bytes + 1
  end
  local pieces, rest = pieces_of(dialect, side, bytes, from, now)
  if rest and pinfo.can_desegment > 0 then
    -- Wireshark gives all of them again where the rest begins in what it had before.
    if waited > 0 and rest <= waited + 1 then return ask_for_more(key, bytes, 1, pinfo) end
    ask_for_more(key, bytes, rest, pinfo)
  elseif rest then
    pieces[#pieces + 1] = { kind = "malformed", from = rest, to = #bytes }
  end
  local is_lost_now = from > #bytes
  if from > 1 or #pieces > 0 then pinfo.cols.protocol = dialect.name end
  if from > 1 then point_out(amid, dialect, tvb(0, from - 1), tree, "the end of a message") end
  local summaries = {}
  for _, piece in ipairs(pieces) do
    summaries[#summaries + 1] = show_piece(dialect, side, tvb, bytes, piece, tree)
    if piece.kind == "malformed" then is_lost_now = true end
  end
  if not pinfo.visited then lost[key] = is_lost_now end
  if #summaries > 0 then pinfo.cols.info = table.concat(summaries, " | ") end
end

-- Which side has sent this: by the server's port, which is remembered for the stream.
local function side_of(dialect, tvb, pinfo)
  local stream = tostring(tcp_stream())
  local port = servers[stream]
  if port == nil then
    local bytes = tvb:raw()
    if pinfo.match_uint == pinfo.dst_port or pinfo.match_uint == pinfo.src_port then
      port = pinfo.match_uint
    elseif matches(dialect.begins.client, bytes, 1) then
      port = pinfo.dst_port
    elseif matches(dialect.begins.server, bytes, 1) then
      port = pinfo.src_port
    else
      port = math.min(pinfo.src_port, pinfo.dst_port)
    end
    servers[stream] = port
  end
  return pinfo.dst_port == port and "client" or "server"
end

local function register(dialect)
  local proto = Proto("parley-" .. dialect.name, dialect.title)
  dialect.proto = proto
  proto.prefs.ports = Pref.range("TCP ports", tostring(dialect.port), "Where servers are", 65535)
  local ports = DissectorTable.get("tcp.port")
  local set = tostring(dialect.port)
  function proto.dissector(tvb, pinfo, tree)
    dissect(dialect, side_of(dialect, tvb, pinfo), tvb, pinfo, tree)
  end
  function proto.prefs_changed()
    ports:remove(set, proto)
    set = tostring(proto.prefs.ports)
    ports:add(set, proto)
  end
  ports:add(set, proto)
  local function heuristic(tvb, pinfo, tree)
    local bytes = tvb:raw()
    local stream = tostring(tcp_stream())
    if matches(dialect.begins.client, bytes, 1) then
      servers[stream] = pinfo.dst_port
    elseif matches(dialect.begins.server, bytes, 1) then
      servers[stream] = pinfo.src_port
    else
      return false
    end
    pinfo.conversation = proto
    proto.dissector(tvb, pinfo, tree)
    return true
  end
  proto:register_heuristic("tcp", heuristic)
end
`
