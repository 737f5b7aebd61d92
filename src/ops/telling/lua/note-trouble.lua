--[[
  Notes that a trouble is there, and once that it is told, with the messages that tell it.
  KEYS[1] troubles (hash)  KEYS[2] messages (hash)  KEYS[3] messages by when they are due (sorted set)
  ARGV[1] the trouble's key  ARGV[2] now, ms  ARGV[3] how long it must last, ms  ARGV[4] its line
     ARGV[5...] pairs: a message's id, and the message
  Returns 1 when it is told by this call, else 0.
]]
local key = ARGV[1]
local now = tonumber(ARGV[2])
redis.call('HDEL', KEYS[1], 'gone:' .. key)
if redis.call('HEXISTS', KEYS[1], 'told:' .. key) == 1 then return 0 end
redis.call('HSETNX', KEYS[1], 'seen:' .. key, ARGV[2])
if now - tonumber(redis.call('HGET', KEYS[1], 'seen:' .. key)) < tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], 'told:' .. key, ARGV[4])
for at = 5, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 1])
  redis.call('ZADD', KEYS[3], now, ARGV[at])
end
return 1
