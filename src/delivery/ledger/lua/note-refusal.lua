--[[
  Counts a refused call among those before it that read alike.
  KEYS[1] the edition's counts
  ARGV[1] what the refusal reads like
  Returns nothing.
]]
if redis.call('HGET', KEYS[1], 'refusal') ~= ARGV[1] then
  redis.call('HSET', KEYS[1], 'refusal', ARGV[1], 'refusalsAlike', 0)
end
redis.call('HINCRBY', KEYS[1], 'refusalsAlike', 1)
