--[[
  Records the end of a chunk in one step: its members' mails, the counts, and nothing left open or private. A
  mail that a receipt has already proved taken is accepted, whatever the chunk's own end.
  KEYS[1] chunk  KEYS[2] mail states  KEYS[3] run  KEYS[4] the edition's counts  KEYS[5] addresses
  KEYS[6] open chunks
  KEYS[7] receipts  KEYS[8] the edition's hours
  ARGV[1] fence  ARGV[2] now, ms  ARGV[3] outcome: accepted | failed | uncertain  ARGV[4] reason
  ARGV[5] message ids
  ARGV[6] the chunk's name among the open ones  ARGV[7] payload hash  ARGV[8...] numbers of the members
  Returns 'settled' | 'fenced'
]]
local chunk = redis.call('HMGET', KEYS[1], 'fence', 'state', 'wave', 'payloadHash')
if chunk[1] ~= ARGV[1] or chunk[2] ~= 'frozen' or chunk[4] ~= ARGV[7] then return 'fenced' end
local moved = {accepted = 0, failed = 0, uncertain = 0}
for i = 8, #ARGV do
  local number = tonumber(ARGV[i])
  local state, run = read_mail(KEYS[2], number)
  if state == 'pending' then
    local is_proved = read_receipt(KEYS[7], number) == run
    local outcome = is_proved and 'accepted' or ARGV[3]
    write_state(KEYS[2], number, outcome)
    moved[outcome] = moved[outcome] + 1
  end
end
for outcome, mails in pairs(moved) do
  if mails > 0 then
    for _, key in ipairs({KEYS[3], KEYS[4]}) do
      redis.call('HINCRBY', key, 'pending', -mails)
      redis.call('HINCRBY', key, outcome, mails)
    end
  end
end
if moved.accepted > 0 then
  redis.call('HINCRBY', KEYS[8], 'accepted:' .. hour_of(chunk[3] or ''), moved.accepted)
  redis.call('HDEL', KEYS[4], 'failuresInARow', 'refusal', 'refusalsAlike')
elseif moved.failed > 0 then
  redis.call('HINCRBY', KEYS[4], 'failuresInARow', moved.failed)
end
redis.call('HSET', KEYS[3], 'lastAt', ARGV[2])
redis.call('HSET', KEYS[1], 'state', ARGV[3], 'settledAt', ARGV[2])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'reason', ARGV[4]) end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'messageIds', ARGV[5]) end
-- The ledger outlives the sending by far: only what tells the outcome stays.
redis.call('HDEL', KEYS[1], 'leaseUntil', 'holder', 'notBefore', 'lastReason', 'held', 'fence', 'revision',
  'calls', 'losses', 'doubtCall')
-- When the calls were made is what a doubt is looked up by.
if ARGV[3] ~= 'uncertain' then redis.call('HDEL', KEYS[1], 'doubtSince', 'calledAt') end
-- The bytes of an accepted call are never made again.
if ARGV[3] == 'accepted' then redis.call('HDEL', KEYS[1], 'payloadHash', 'frozenAt') end
redis.call('DEL', KEYS[5])
redis.call('SREM', KEYS[6], ARGV[6])
return 'settled'
