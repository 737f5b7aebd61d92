-- Purpose: adds a paper to those of a title.
-- KEYS[1]  the titles (hash): the ids of each one's papers, sorted and with a blank between them
-- ARGV[1]  the title's fingerprint
-- ARGV[2]  the paper's id
-- ARGV[3]  how many papers of one title are told apart
-- Returns  the ids, with this one where there was room
local ids = {}
for id in string.gmatch(redis.call('HGET', KEYS[1], ARGV[1]) or '', '%S+') do
  if id == ARGV[2] then
    return redis.call('HGET', KEYS[1], ARGV[1])
  end
  ids[#ids + 1] = id
end
if #ids < tonumber(ARGV[3]) then
  ids[#ids + 1] = ARGV[2]
end
table.sort(ids)
local text = table.concat(ids, ' ')
redis.call('HSET', KEYS[1], ARGV[1], text)
return text
