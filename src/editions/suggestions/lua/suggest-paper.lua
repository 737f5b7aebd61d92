--[[
  Notes that a subscriber suggests a paper, unless it was decided upon, they did so before, or a bound is
   reached.
  KEYS[1] the papers that wait (sorted set by since when)  KEYS[2] who suggested this paper (set)
  KEYS[3] what was decided (hash)  KEYS[4] how many papers the subscriber suggested of late (string)
  ARGV[1] paper  ARGV[2] subscriber's number  ARGV[3] now, ms  ARGV[4] how many papers may wait
  ARGV[5] how many papers one subscriber may suggest  ARGV[6] within how many ms
  Returns 'taken' | 'joined' (others had) | 'again' (they had) | 'accepted' | 'declined' | 'over' | 'full'
]]
local paper, number = ARGV[1], ARGV[2]
local decided = redis.call('HGET', KEYS[3], paper)
if decided then return string.match(decided, '^%a+') end
if redis.call('SISMEMBER', KEYS[2], number) == 1 then return 'again' end
if tonumber(redis.call('GET', KEYS[4]) or 0) >= tonumber(ARGV[5]) then return 'over' end
local waits = redis.call('ZSCORE', KEYS[1], paper)
if not waits and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 'full' end
redis.call('SADD', KEYS[2], number)
if redis.call('INCR', KEYS[4]) == 1 then redis.call('PEXPIRE', KEYS[4], ARGV[6]) end
if waits then return 'joined' end
redis.call('ZADD', KEYS[1], ARGV[3], paper)
return 'taken'
