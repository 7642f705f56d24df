MATCH (r:Round)
WHERE r.announcedOn >= 20210101 AND r.amountUsd >= 5000000000 AND r.nameKey STARTS WITH 'series'
WITH r ORDER BY r.announcedOn DESC, r.announcedOnLatest DESC, r.id LIMIT 50
RETURN {rounds: {nodes: collect({id: r.id, name: r.name})}} AS data
