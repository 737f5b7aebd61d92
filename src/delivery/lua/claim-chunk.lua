--[[
  Takes a chunk for one worker. Each claim raises the fence; whoever holds a smaller fence can no longer change the chunk.
  KEYS[1] chunk
  ARGV[1] now, ms  ARGV[2] lease, ms  ARGV[3] who claims
  Returns {'missing'} | {'settled'} | {'held', until} | {'early', not before}
    | {'claimed', fence, state, wave, members, key, payload hash, revision, calls, losses, doubt since}
]]
local now = tonumber(ARGV[1])
local chunk = redis.call('HMGET', KEYS[1], 'state', 'leaseUntil', 'holder', 'notBefore', 'wave', 'members', 'key', 'payloadHash',
  'revision', 'calls', 'losses', 'doubtSince')
local state = chunk[1]
if not state then return {'missing'} end
if state ~= 'planned' and state ~= 'frozen' then return {'settled'} end
if chunk[2] and tonumber(chunk[2]) > now and chunk[3] ~= ARGV[3] then return {'held', chunk[2]} end
if chunk[4] and tonumber(chunk[4]) > now then return {'early', chunk[4]} end
local fence = redis.call('HINCRBY', KEYS[1], 'fence', 1)
redis.call('HSET', KEYS[1], 'leaseUntil', now + tonumber(ARGV[2]), 'holder', ARGV[3])
return {'claimed', fence, state, chunk[5] or '', chunk[6] or '', chunk[7] or '', chunk[8] or '', chunk[9] or '0', chunk[10] or '0',
  chunk[11] or '0', chunk[12] or ''}
