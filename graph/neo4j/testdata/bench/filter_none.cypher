MATCH (f:Firm)
WHERE EXISTS { (f)-[:RAISED]->() } AND NOT EXISTS { (f)<-[:INVESTED_IN]-(:StateFund) }
RETURN {firms: {totalCount: count(*)}} AS data
