-- KEYS[1]: the sorted set of a subject. ARGV: the length of the window in microseconds.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
return redis.call('ZCOUNT', KEYS[1], string.format('(%.0f', now - tonumber(ARGV[1])), '+inf')
