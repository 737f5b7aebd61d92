--[[
  Records what was found out of an uncertain chunk, in one step: each member's mail and the counts. A mail
  that is uncertain no more (a receipt, a re-send) stays what it is.
  KEYS[1] chunk  KEYS[2] mail states  KEYS[3] run  KEYS[4] the edition's counts
  ARGV[1] run  ARGV[2] the chunk's end: accepted | excluded | uncertain  ARGV[3] reason
  ARGV[4] message ids in the order of the manifest, or empty
  ARGV[5...] pairs of a member's number and the state: accepted | excluded
  Returns {accepted, excluded} (how many were moved) or {-1, -1} (the chunk is uncertain no more, or the
   edition is closed)
]]
if redis.call('HGET', KEYS[1], 'state') ~= 'uncertain' then return {-1, -1} end
if redis.call('HEXISTS', KEYS[4], 'closedAt') == 1 then return {-1, -1} end
local moved = {accepted = 0, excluded = 0}
for i = 5, #ARGV, 2 do
  local number, outcome = tonumber(ARGV[i]), ARGV[i + 1]
  local state, run = read_mail(KEYS[2], number)
  if state == 'uncertain' and run == tonumber(ARGV[1]) then
    write_state(KEYS[2], number, outcome)
    moved[outcome] = moved[outcome] + 1
  end
  if outcome == 'excluded' then redis.call('HSET', KEYS[1], 'excluded:' .. ARGV[i], ARGV[3]) end
end
for outcome, mails in pairs(moved) do
  if mails > 0 then
    for _, key in ipairs({KEYS[3], KEYS[4]}) do
      redis.call('HINCRBY', key, 'uncertain', -mails)
      redis.call('HINCRBY', key, outcome, mails)
    end
  end
end
redis.call('HSET', KEYS[1], 'state', ARGV[2], 'reason', ARGV[3])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'messageIds', ARGV[4]) end
if ARGV[2] ~= 'uncertain' then redis.call('HDEL', KEYS[1], 'doubtSince', 'calledAt') end
return {moved.accepted, moved.excluded}
