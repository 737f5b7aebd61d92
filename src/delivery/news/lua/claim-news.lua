--[[
  Notes which mail tells a reader of which news. What another mail has stays with it, unless the caller knows
  that this one never left. What was noted long ago goes.
  KEYS[1] what the reader was told (hash)
  ARGV[1] this mail, `EDITION/RUN/CHUNK`  ARGV[2] today, in days since 1970  ARGV[3] days that a note is kept
  ARGV[4...] pairs of an id of news and the mail that has it and never left, or ''
  Returns for each: '' where this mail tells it from now on, else the mail that has it
]]
local today, keep = tonumber(ARGV[2]), tonumber(ARGV[3])
local noted = redis.call('HGETALL', KEYS[1])
local holders = {}
for i = 1, #noted, 2 do
  local day, mail = string.match(noted[i + 1], '^(%d+) (.*)$')
  if day == nil or today - tonumber(day) > keep then
    redis.call('HDEL', KEYS[1], noted[i])
  else
    holders[noted[i]] = mail
  end
end
local answers = {}
for i = 4, #ARGV, 2 do
  local holder = holders[ARGV[i]]
  if holder == nil or holder == ARGV[1] or holder == ARGV[i + 1] then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[2] .. ' ' .. ARGV[1])
    answers[#answers + 1] = ''
  else
    answers[#answers + 1] = holder
  end
end
redis.call('EXPIRE', KEYS[1], keep * 86400)
return answers
