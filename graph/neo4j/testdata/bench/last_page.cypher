MATCH (f:Firm) WHERE f.nameKey IS NOT NULL AND f.id IS NOT NULL
WITH f ORDER BY f.nameKey DESC, f.id DESC LIMIT 50
WITH collect({id: f.id, name: f.name}) AS firms
RETURN {firms: {nodes: reverse(firms)}} AS data
