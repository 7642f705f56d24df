MATCH (f:Firm)
WHERE COUNT { MATCH (f)<-[:INVESTED_IN]-(s:StateFund) RETURN DISTINCT s } >= 3
RETURN {firms: {totalCount: count(*)}} AS data
