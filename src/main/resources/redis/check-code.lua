-- KEYS[1]: the code of one number for one purpose. ARGV: the keyed hash of what was typed, the wrong tries allowed.
-- Answers 1 to the right code, which stays. A wrong one counts as it does where codes are consumed, so looking first
-- gives nobody another try.
local kept = redis.call('HGET', KEYS[1], 'hash')
if not kept then
    return 0
end
if kept == ARGV[1] then
    return 1
end
if redis.call('HINCRBY', KEYS[1], 'wrong', 1) >= tonumber(ARGV[2]) then
    redis.call('DEL', KEYS[1])
end
return 0
