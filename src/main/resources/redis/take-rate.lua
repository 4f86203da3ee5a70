-- KEYS[1]: the microsecond at which a caller's allowance is whole again.
-- ARGV: how many microseconds bring back what one request costs, and how many requests a whole allowance is worth.
-- Answers whether the request passed, how many more would pass at once, in how many microseconds the allowance is whole
-- again, and in how many the next request passes.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local cost = tonumber(ARGV[1])
local room = cost * tonumber(ARGV[2])

-- Never further off than an allowance used up: a clock set back, or a smaller allowance, must not shut anybody out.
local whole = tonumber(redis.call('GET', KEYS[1]) or 0)
whole = math.min(math.max(whole, now), now + room)

local passed = 0
if whole + cost - now <= room then
    passed = 1
    whole = whole + cost
    redis.call('SET', KEYS[1], string.format('%.0f', whole), 'PX', math.ceil((whole - now) / 1000))
end
local left = room - (whole - now)
return {passed, math.floor(left / cost), whole - now, math.max(0, cost - left)}
