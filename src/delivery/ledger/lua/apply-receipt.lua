--[[
  Records what Resend said of one mail, once per event and by weight: a lighter word after a heavier one changes nothing. A receipt
  proves that the mail was taken, so one that was believed uncertain (or failed, or left out) is accepted from now on.
  KEYS[1] marks of the events of 128 subscribers  KEYS[2] mail states  KEYS[3] receipts (2 bytes a subscriber: run, kind)
  KEYS[4] receipt counts  KEYS[5] the edition's counts  KEYS[6] run
  ARGV[1] subscriber number  ARGV[2] run  ARGV[3] chunk, whole part  ARGV[4] kind's code  ARGV[5] the event's mark  ARGV[6] the marks'
  life, ms
  Returns {'kept' | 'outweighed' | 'again' | 'unknown', the state that was believed where it was moved, else 0}
]]
local KINDS = {'sent', 'delayed', 'delivered', 'failed', 'suppressed', 'bounced', 'complained'}
local STATES = {'pending', 'accepted', 'failed', 'excluded', 'uncertain'}
local PENDING, ACCEPTED = 1, 2
local number, run, chunk, kind = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

local mail = redis.call('GETRANGE', KEYS[2], number * 5, number * 5 + 4)
local place = string.char(run, math.floor(chunk / 65536) % 256, math.floor(chunk / 256) % 256, chunk % 256)
if #mail < 5 or string.byte(mail, 1) == 0 or string.sub(mail, 2) ~= place then return {'unknown', 0} end
if redis.call('SISMEMBER', KEYS[1], ARGV[5]) == 1 then return {'again', 0} end

local word = 'outweighed'
local known = redis.call('GETRANGE', KEYS[3], number * 2, number * 2 + 1)
local known_run, known_kind = string.byte(known, 1) or 0, string.byte(known, 2) or 0
if known_run ~= run or known_kind < kind then
  word = 'kept'
  redis.call('SETRANGE', KEYS[3], number * 2, string.char(run, kind))
  if known_kind > 0 then redis.call('HINCRBY', KEYS[4], KINDS[known_kind], -1) end
  redis.call('HINCRBY', KEYS[4], KINDS[kind], 1)
end

-- A mail that is pending has an open chunk: whoever settles it looks at the receipts.
local believed = string.byte(mail, 1)
local moved = 0
if believed ~= PENDING and believed ~= ACCEPTED then
  moved = believed
  redis.call('SETRANGE', KEYS[2], number * 5, string.char(ACCEPTED))
  for _, key in ipairs({KEYS[5], KEYS[6]}) do
    redis.call('HINCRBY', key, STATES[believed], -1)
    redis.call('HINCRBY', key, 'accepted', 1)
  end
end

-- What changed nothing will change nothing again: a mail that is opened every day leaves no mark.
if word == 'kept' or moved > 0 then
  redis.call('SADD', KEYS[1], ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
end
return {word, moved}
