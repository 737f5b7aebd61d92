--[[
  Changes one thing of an edition's curation, together with the audit entry that tells it. The same again
   changes nothing.
  KEYS[1] the edition's hash  KEYS[2] the curation  KEYS[3] the audit
  ARGV[1] field  ARGV[2] value  ARGV[3] what a field that there is not stands for
  ARGV[4] what the audit tells  ARGV[5] who  ARGV[6] now, ms  ARGV[7] why
  Returns 'changed' | 'unchanged' (it was so before) | 'frozen' (the edition stands)
]]
local field, value, unset = ARGV[1], ARGV[2], ARGV[3]
if redis.call('HEXISTS', KEYS[1], 'hash') == 1 then return 'frozen' end
local standing = redis.call('HGET', KEYS[2], field)
local before = standing and string.match(standing, '^%d+:(.*)$') or unset
if before == value then return 'unchanged' end
local revision = redis.call('HINCRBY', KEYS[2], 'revision', 1)
redis.call('HSET', KEYS[2], field, revision .. ':' .. value)
redis.call('XADD', KEYS[3], '*', 'what', ARGV[4], 'who', ARGV[5], 'at', ARGV[6], 'why', ARGV[7])
return 'changed'
