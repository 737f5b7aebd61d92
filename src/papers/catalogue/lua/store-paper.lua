-- Purpose: stores what a source says of a paper and a snapshot of its counts, in one step. Doing it twice
--   changes nothing.
--  Of two snapshots of one instant, as where an answer has a paper twice, the one with more votes (else with
--   more
--          comments) stays, with its text.
-- KEYS[1]  the paper (hash): first, and for each source its text and the instant of that text
-- KEYS[2]  its snapshots (sorted set by instant)
-- ARGV[1]  the source
-- ARGV[2]  the text (JSON)
-- ARGV[3]  the instant of the text and of the snapshot
-- ARGV[4]  the snapshot's counts as "votes:comments:stars", or '' where nothing was counted
-- ARGV[5]  when the paper was first seen
-- ARGV[6]  the day of the list, for a paper that is known by its title alone, else ''
-- ARGV[7]  the number of the version that is told of, or '' for the first or where nothing tells it
-- ARGV[8]  when that version came (ms), or ''
-- Returns  1 when the paper was unknown, else 0
local known = redis.call('HMGET', KEYS[1], 'first', 'at:' .. ARGV[1])
local before = redis.call('ZRANGEBYSCORE', KEYS[2], ARGV[3], ARGV[3])[1]

-- 1 where the counts of ARGV[4] are higher than those before, -1 where they are lower, else 0.
local function compared()
  if not before or ARGV[4] == '' then
    return 0
  end
  local votes, comments = string.match(before, '^[^:]*:([^:]*):([^:]*)')
  local newVotes, newComments = string.match(ARGV[4], '^([^:]*):([^:]*)')
  local more = (tonumber(newVotes) or -1) - (tonumber(votes) or -1)
  if more == 0 then
    more = (tonumber(newComments) or -1) - (tonumber(comments) or -1)
  end
  return more > 0 and 1 or (more < 0 and -1 or 0)
end

local order = compared()
local isOutdone = order < 0 and known[2] == ARGV[3]

if not known[1] or tonumber(ARGV[5]) < tonumber(known[1]) then
  redis.call('HSET', KEYS[1], 'first', ARGV[5])
end
if not known[2] or (tonumber(ARGV[3]) >= tonumber(known[2]) and not isOutdone) then
  redis.call('HSET', KEYS[1], 'text:' .. ARGV[1], ARGV[2], 'at:' .. ARGV[1], ARGV[3])
  -- arXiv's own text says whether the paper was withdrawn; what was noted of an earlier version no longer
  --   counts.
  if ARGV[1] == 'arxiv' then
    redis.call('HDEL', KEYS[1], 'withdrawn')
  end
end
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'day:' .. ARGV[6], '')
end

if ARGV[7] ~= '' then
  redis.call('HSETNX', KEYS[1], 'v:' .. ARGV[7], ARGV[8])
end

if order > 0 then
  redis.call('ZREM', KEYS[2], before)
end
if ARGV[4] ~= '' and (not before or order > 0) then
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[3] .. ':' .. ARGV[4])
end

return known[1] and 0 or 1
