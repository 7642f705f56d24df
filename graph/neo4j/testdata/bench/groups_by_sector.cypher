MATCH (f:Firm)
OPTIONAL MATCH (f)-[:OPERATES_IN]->()-[:PART_OF*0..]->(s)
WITH s, count(DISTINCT f) AS firms
ORDER BY firms DESC, s.id LIMIT 20
WITH collect({
  key: {sector: CASE WHEN s IS NULL THEN null ELSE {id: s.id, name: s.name} END}, count: firms
}) AS groups
RETURN {firms: {groups: {nodes: groups}}} AS data
