--[[
  Takes a chunk for one worker. Each claim raises the fence (a fencing token): a worker with another one can
  no longer change the chunk. It is raised by chance: after a fail-over to a replica that lags, a claim must
  not get the fence of one that Redis forgot, whose worker lives on and knows other members.
  KEYS[1] chunk
  ARGV[1] now, ms  ARGV[2] lease, ms  ARGV[3] the worker's id  ARGV[4] by how much the fence is raised, from 1
  Returns {'missing'} | {'settled'} | {'held', until} | {'early', not before}
    | {'claimed', fence, state, wave, members, key, payload hash, revision, calls, losses, doubt since,
       'first' where nobody had it before}
]]
local now = tonumber(ARGV[1])
local chunk = redis.call('HMGET', KEYS[1], 'state', 'leaseUntil', 'holder', 'notBefore', 'wave', 'members',
  'key', 'payloadHash',
  'revision', 'calls', 'losses', 'doubtSince', 'fence')
local state = chunk[1]
if not state then return {'missing'} end
if state ~= 'planned' and state ~= 'frozen' then return {'settled'} end
-- A lease that ends later than one taken now was taken by a clock that has been set back since: its worker
-- would have renewed it.
local lease_until = tonumber(chunk[2] or '0')
if lease_until > now and lease_until <= now + tonumber(ARGV[2]) and chunk[3] ~= ARGV[3] then
  return {'held', chunk[2]}
end
if chunk[4] and tonumber(chunk[4]) > now then return {'early', chunk[4]} end
local fence = redis.call('HINCRBY', KEYS[1], 'fence', ARGV[4])
redis.call('HSET', KEYS[1], 'leaseUntil', now + tonumber(ARGV[2]), 'holder', ARGV[3])
return {'claimed', fence, state, chunk[5] or '', chunk[6] or '', chunk[7] or '', chunk[8] or '',
  chunk[9] or '0', chunk[10] or '0',
  chunk[11] or '0', chunk[12] or '', chunk[13] and 'again' or 'first'}
