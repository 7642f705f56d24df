MATCH (f:Firm)
CALL (f) { MATCH (f)-[:RAISED]->(r) RETURN count(r.amountUsd) AS known, sum(r.amountUsd) AS usd }
WITH f, CASE known WHEN 0 THEN null ELSE usd END AS usd
WITH f ORDER BY usd IS NULL, usd DESC, f.id LIMIT 50
RETURN {firms: {nodes: collect({id: f.id, name: f.name})}} AS data
