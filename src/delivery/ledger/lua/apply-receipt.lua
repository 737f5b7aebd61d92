--[[
  Records what Resend said of one mail, once per event and by weight: a lighter word after a heavier one
  changes nothing. A receipt proves that the mail was taken, so that one which was believed uncertain (or
  failed, or excluded) is accepted from now on.
  KEYS[1] marks of the events of 128 subscribers  KEYS[2] mail states  KEYS[3] receipts
  KEYS[4] receipt counts  KEYS[5] the edition's counts  KEYS[6] run
  ARGV[1] subscriber number  ARGV[2] run  ARGV[3] chunk, whole part  ARGV[4] kind's code
  ARGV[5] the event's mark  ARGV[6] the marks' life, ms
  Returns {'kept' | 'outweighed' | 'again' | 'unknown', the state that was believed where it was moved, else
    'none'}
]]
local number, run, chunk, kind = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

if redis.call('HEXISTS', KEYS[5], 'closedAt') == 1 then return {'unknown', 'none'} end
local believed, mail_run, mail_chunk = read_mail(KEYS[2], number)
if believed == 'none' or mail_run ~= run or mail_chunk ~= chunk then return {'unknown', 'none'} end
if redis.call('SISMEMBER', KEYS[1], ARGV[5]) == 1 then return {'again', 'none'} end

local word = 'outweighed'
local known_run, known_kind = read_receipt(KEYS[3], number)
if known_run ~= run or known_kind < kind then
  word = 'kept'
  write_receipt(KEYS[3], number, run, kind)
  if known_kind > 0 then redis.call('HINCRBY', KEYS[4], RECEIPT_KINDS[known_kind], -1) end
  redis.call('HINCRBY', KEYS[4], RECEIPT_KINDS[kind], 1)
end

-- A mail that is pending has an open chunk: the step that settles it looks at the receipts.
local moved = 'none'
if believed ~= 'pending' and believed ~= 'accepted' then
  moved = believed
  write_state(KEYS[2], number, 'accepted')
  for _, key in ipairs({KEYS[5], KEYS[6]}) do
    redis.call('HINCRBY', key, believed, -1)
    redis.call('HINCRBY', key, 'accepted', 1)
  end
end

-- What changed nothing will change nothing again: a mail that is opened every day leaves no mark.
if word == 'kept' or moved ~= 'none' then
  redis.call('SADD', KEYS[1], ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
end
return {word, moved}
