--[[
  Closes an edition: from here on nothing is planned, sent, settled or received for it, so that what tells of
  single mails may be packed and go. Closing again changes nothing.
  KEYS[1] the edition's counts  KEYS[2] open chunks  KEYS[3] lock of a re-send
  KEYS[4] the last run  KEYS[5] the one that would come next
  ARGV[1] now, ms
  Returns 'closed' | 'open' (something of it is under way)
]]
if redis.call('HEXISTS', KEYS[1], 'closedAt') == 1 then return 'closed' end
if redis.call('EXISTS', KEYS[2], KEYS[3], KEYS[5]) > 0 then return 'open' end
if redis.call('HGET', KEYS[4], 'planning') == 'open' then return 'open' end
redis.call('HSET', KEYS[1], 'closedAt', ARGV[1])
return 'closed'
