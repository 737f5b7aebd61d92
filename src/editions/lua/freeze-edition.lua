--[[
  Freezes an edition: the first content that comes is the edition for good, if it was made with the newest
   curation.
  KEYS[1] the edition's hash  KEYS[2] the curation
  ARGV[1] content (gzip of JSON)  ARGV[2] content hash  ARGV[3] papers  ARGV[4] built at, ms
  ARGV[5] fragments' hash  ARGV[6] fragments (gzip of JSON)
     ARGV[7] the curation's revision that the content was made with
  ARGV[8] the ids of all papers that it was made from (gzip)
  Returns the hash of the content that stands, or 'curated' (the revision is another; nothing was kept).
]]
local standing = redis.call('HGET', KEYS[1], 'hash')
if standing then return standing end
if (redis.call('HGET', KEYS[2], 'revision') or '0') ~= ARGV[7] then return 'curated' end
redis.call('HSET', KEYS[1], 'content', ARGV[1], 'hash', ARGV[2], 'papers', ARGV[3], 'builtAt', ARGV[4],
  'fragments:' .. ARGV[5], ARGV[6], 'considered', ARGV[8])
redis.call('HDEL', KEYS[1], 'skipped', 'skippedAt', 'delayed', 'delayedSince', 'triedAt')
return ARGV[2]
