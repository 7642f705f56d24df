MATCH (f:Firm)
WITH f ORDER BY COUNT { (f)<-[:INVESTED_IN]-() } DESC, f.nameKey, f.id LIMIT 50
RETURN {firms: {nodes: collect({id: f.id, name: f.name})}} AS data
