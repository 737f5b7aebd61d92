-- Counts one requested letter against every limit it falls under, if none of them is reached; otherwise
-- counts it nowhere. A limit's time begins with the first letter that it counts.
-- KEYS[i]  a counter: hash of since (ms since 1970) and count
-- ARGV[1]  now, ms since 1970
-- ARGV[2i], ARGV[2i + 1]  how many letters the counter allows, and within how many ms
-- Returns 0 when it was counted, else the place of the first limit that is reached, from 1.
local now = tonumber(ARGV[1])
local counts = {}
for place, key in ipairs(KEYS) do
  local stored = redis.call('HMGET', key, 'since', 'count')
  local since = tonumber(stored[1])
  local lives = since and now - since < tonumber(ARGV[2 * place + 1])
  counts[place] = lives and tonumber(stored[2]) or 0
  if counts[place] >= tonumber(ARGV[2 * place]) then
    return place
  end
end
for place, key in ipairs(KEYS) do
  if counts[place] == 0 then
    redis.call('HSET', key, 'since', ARGV[1], 'count', 1)
    redis.call('PEXPIRE', key, ARGV[2 * place + 1])
  else
    redis.call('HINCRBY', key, 'count', 1)
  end
end
return 0
