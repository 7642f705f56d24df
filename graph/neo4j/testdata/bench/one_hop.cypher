MATCH (i:Investor {id: $id})-[r:INVESTED_IN]->(f)
WITH i, r, f ORDER BY r.announcedOn IS NULL, r.announcedOn DESC, r.announcedOnLatest DESC, r.id LIMIT 20
RETURN i.name AS name, collect([r.id, f.id, f.name, f.city]) AS edges
