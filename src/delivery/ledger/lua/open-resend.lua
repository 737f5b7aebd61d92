--[[
  Opens the run of a re-send in one step: its number, who it is for, and the audit entry; a crash leaves all
  of it or nothing. Its chunks wait until end-planning.lua says that they are planned.
  KEYS[1] lock  KEYS[2] orders  KEYS[3] the run before  KEYS[4] the new run
  KEYS[5] the members as noted under the lock
  KEYS[6] the members of the new run  KEYS[7] the audit  KEYS[8] the edition's counts
  ARGV[1] token of the lock  ARGV[2] run number  ARGV[3] now, ms  ARGV[4] who  ARGV[5] why  ARGV[6] fragments
  ARGV[7] scope (JSON)  ARGV[8] how many members  ARGV[9] who is left out, by reason (JSON)
  Returns 'opened' | 'lost' (the lock or the members are gone) | 'ordered' (paused, cancelled or closed) |
    'taken' (not the next run)
]]
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 'lost' end
if redis.call('EXISTS', KEYS[2]) == 1 then return 'ordered' end
if redis.call('HEXISTS', KEYS[8], 'closedAt') == 1 then return 'ordered' end
if redis.call('EXISTS', KEYS[3]) == 0 or redis.call('EXISTS', KEYS[4]) == 1 then return 'taken' end
if redis.call('EXISTS', KEYS[5]) == 0 then return 'lost' end
redis.call('RENAME', KEYS[5], KEYS[6])
redis.call('PERSIST', KEYS[6])
redis.call('HSET', KEYS[4], 'startedAt', ARGV[3], 'reason', ARGV[5], 'fragments', ARGV[6], 'scope', ARGV[7],
  'confirmed', ARGV[8],
  'leftOut', ARGV[9], 'planning', 'open')
redis.call('XADD', KEYS[7], '*', 'what', 're-send opened', 'who', ARGV[4], 'at', ARGV[3], 'why', ARGV[5],
  'run', ARGV[2],
  'scope', ARGV[7], 'eligible', ARGV[8], 'leftOut', ARGV[9])
return 'opened'
