--[[
  Forgets that a subscriber suggested a paper; without anybody else who did, the paper does not wait any more.
  KEYS[1] the papers that wait (sorted set by since when)  KEYS[2] who suggested this paper (set)
  ARGV[1] paper  ARGV[2] subscriber's number
  Returns 1 when they had suggested it, else 0
]]
if redis.call('SREM', KEYS[2], ARGV[2]) == 0 then return 0 end
if redis.call('SCARD', KEYS[2]) == 0 then redis.call('ZREM', KEYS[1], ARGV[1]) end
return 1
