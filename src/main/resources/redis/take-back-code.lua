-- KEYS[1]: the code of one number for one purpose. KEYS[2]: the one before it. ARGV: the message that was not sent.
-- The code that never left goes, and the one before, which may be in somebody's hand, is good again for what is left of
-- its life. A newer one stays.
if redis.call('HGET', KEYS[1], 'message') ~= ARGV[1] then
    return 0
end
redis.call('DEL', KEYS[1])
if redis.call('EXISTS', KEYS[2]) == 1 then
    redis.call('RENAME', KEYS[2], KEYS[1])
end
return 1
