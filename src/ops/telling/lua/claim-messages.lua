--[[
  Takes messages that are due for one caller; nobody else gets them until the lease is over.
  KEYS[1] messages (hash)  KEYS[2] messages by when they are due (sorted set)
  ARGV[1] now, ms  ARGV[2] until when they are the caller's, ms  ARGV[3] at most so many
  Returns pairs: a message's id, and the message.
]]
local found = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  local message = redis.call('HGET', KEYS[1], id)
  if message then
    redis.call('ZADD', KEYS[2], ARGV[2], id)
    found[#found + 1] = id
    found[#found + 1] = message
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return found
