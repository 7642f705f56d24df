MATCH (f:Firm) WHERE f.nameKey IS NOT NULL AND f.id IS NOT NULL
WITH f ORDER BY f.nameKey, f.id LIMIT 50
RETURN collect([f.id, f.name, f.city]) AS firms
