MATCH (f:Firm) WHERE f.nameKey >= $name AND (f.nameKey > $name OR f.id > $id) AND f.id IS NOT NULL
WITH f ORDER BY f.nameKey, f.id LIMIT 51
RETURN collect([f.id, f.name, f.city]) AS firms
