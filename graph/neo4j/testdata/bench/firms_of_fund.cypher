MATCH (:Investor {id: $id})-[:INVESTED_IN]->(f)
WITH DISTINCT f ORDER BY f.id LIMIT 1000
RETURN collect([f.id, f.name, f.city]) AS firms
