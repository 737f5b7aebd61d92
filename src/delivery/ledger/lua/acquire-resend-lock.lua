--[[
  Keeps or gives back the lock of an edition's re-send, as long as it is still held under the same token.
  KEYS[1] lock  KEYS[2] the list of members that was noted under the token
  ARGV[1] token  ARGV[2] its life from now, ms; 0 gives it back
  Returns 1 while the lock was held, else 0.
]]
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if tonumber(ARGV[2]) > 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
else
  redis.call('DEL', KEYS[1], KEYS[2])
end
return 1
