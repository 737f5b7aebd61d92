--[[
  Decides upon a suggested paper, together with the audit entry that tells it, and forgets who suggested it.
   The same again changes nothing.
  KEYS[1] the papers that wait (sorted set by since when)  KEYS[2] who suggested this paper (set)
  KEYS[3] what was decided (hash)  KEYS[4] the audit (stream)
  ARGV[1] paper  ARGV[2] 'accepted' or 'declined'  ARGV[3] now, ms  ARGV[4] who  ARGV[5] why
  Returns 'decided' | 'unchanged' (it was decided so before) | 'unknown' (not suggested)
]]
local paper, decision = ARGV[1], ARGV[2]
local before = redis.call('HGET', KEYS[3], paper)
if before and string.match(before, '^%a+') == decision then return 'unchanged' end
if not before and not redis.call('ZSCORE', KEYS[1], paper) then return 'unknown' end
redis.call('ZREM', KEYS[1], paper)
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[3], paper, decision .. ':' .. ARGV[3] .. ':' .. ARGV[4])
redis.call('XADD', KEYS[4], '*', 'what', decision .. ': ' .. paper, 'who', ARGV[4], 'at', ARGV[3], 'why',
  ARGV[5])
return 'decided'
