-- Purpose: lets an arXiv paper take the place of the record that was known by its title alone, if there is
--          one.
-- KEYS[1]  the record known by its title (hash)
-- ARGV[1]  the arXiv paper's id
-- Returns  the days whose lists name the record by its title; empty where there is no such record
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {}
end
redis.call('HSET', KEYS[1], 'alias', ARGV[1])
local days = {}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  local day = string.match(field, '^day:(.*)$')
  if day then
    days[#days + 1] = day
  end
end
return days
