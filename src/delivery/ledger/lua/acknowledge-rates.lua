--[[
  Notes the counts of this moment as seen by the operator who ends the pause: from then on only what is new
  can pause the edition again.
  KEYS[1] the edition's counts  KEYS[2] receipt counts
  Returns nothing.
]]
local receipts = redis.call('HMGET', KEYS[2], 'bounced', 'complained')
redis.call('HSET', KEYS[2], 'seenAccepted', redis.call('HGET', KEYS[1], 'accepted') or '0', 'seenBounced',
  receipts[1] or '0',
  'seenComplained', receipts[2] or '0')
redis.call('HDEL', KEYS[1], 'failuresInARow', 'refusal', 'refusalsAlike')
