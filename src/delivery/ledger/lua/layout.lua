--[[
  How the ledger's bytes lie: ledger/script.ts puts this before each script of the ledger, and
  ledger/layout.ts says the same for TypeScript (test/delivery/ledger/layout.test.ts holds them together).
  Numbers are big-endian and subscribers are counted from 0.
    mails     5 bytes a subscriber: state, run, chunk (3 bytes: its whole part)
    receipts  2 bytes a subscriber: run, kind
]]
local MAIL_BYTES, RECEIPT_BYTES = 5, 2
local STATE_NAMES = {[0] = 'none', 'pending', 'accepted', 'failed', 'excluded', 'uncertain'}
local RECEIPT_KINDS = {'sent', 'delayed', 'delivered', 'failed', 'suppressed', 'bounced', 'complained'}
local STATE_CODES = {}
for code, name in pairs(STATE_NAMES) do STATE_CODES[name] = code end

-- The hour of UTC in which a wave begins: `2026-03-12T08`.
local function hour_of(wave) return string.sub(wave, 1, 13) end

-- The state, run and chunk of a subscriber's mail; 'none', 0 and 0 where there is none.
local function read_mail(key, number)
  local bytes = redis.call('GETRANGE', key, number * MAIL_BYTES, number * MAIL_BYTES + MAIL_BYTES - 1)
  if #bytes < MAIL_BYTES then return 'none', 0, 0 end
  local state, run, high, middle, low = string.byte(bytes, 1, MAIL_BYTES)
  return STATE_NAMES[state], run, high * 65536 + middle * 256 + low
end

local function write_mail(key, number, state, run, chunk)
  redis.call('SETRANGE', key, number * MAIL_BYTES, string.char(STATE_CODES[state], run,
    math.floor(chunk / 65536) % 256, math.floor(chunk / 256) % 256, chunk % 256))
end

local function write_state(key, number, state)
  redis.call('SETRANGE', key, number * MAIL_BYTES, string.char(STATE_CODES[state]))
end

-- The run and kind that were last and heaviest; 0 and 0 where there was none.
local function read_receipt(key, number)
  local bytes = redis.call('GETRANGE', key, number * RECEIPT_BYTES,
    number * RECEIPT_BYTES + RECEIPT_BYTES - 1)
  return string.byte(bytes, 1) or 0, string.byte(bytes, 2) or 0
end

local function write_receipt(key, number, run, kind)
  redis.call('SETRANGE', key, number * RECEIPT_BYTES, string.char(run, kind))
end
