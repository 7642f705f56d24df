MATCH (i:Investor {id: $id})
CALL (i) {
  MATCH (i)-[r:INVESTED_IN]->(f)
  WITH r, f ORDER BY r.announcedOn IS NULL, r.announcedOn DESC, r.announcedOnLatest DESC, r.id LIMIT 20
  CALL (f) {
    MATCH (f)<-[s:INVESTED_IN]-(c)
    WITH s, c ORDER BY s.announcedOn IS NULL, s.announcedOn DESC, s.announcedOnLatest DESC, s.id LIMIT 10
    RETURN collect([s.id, c.id, c.name, CASE WHEN c:VCFund THEN 'VCFund' WHEN c:Firm THEN 'Firm' WHEN c:OtherInvestor THEN 'OtherInvestor' ELSE 'StateFund' END]) AS investors
  }
  RETURN collect([r.id, f.id, f.name, COUNT { (f)<-[:INVESTED_IN]-() }, investors]) AS edges
}
RETURN i.name AS name, edges
