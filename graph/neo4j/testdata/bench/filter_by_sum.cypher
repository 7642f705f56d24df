MATCH (f:Firm)
CALL (f) { MATCH (f)-[:RAISED]->(r) RETURN sum(r.amountUsd) AS usd }
WITH f, usd WHERE usd >= 2500000000
RETURN {firms: {totalCount: count(*)}} AS data
