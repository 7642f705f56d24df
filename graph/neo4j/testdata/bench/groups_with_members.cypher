MATCH (f:Firm)
WITH f.city AS city, count(*) AS firms, collect(f) AS members
ORDER BY firms DESC, city LIMIT 20
CALL (members) {
  UNWIND members AS f
  WITH f ORDER BY f.nameKey, f.id LIMIT 3
  RETURN collect({id: f.id, name: f.name}) AS page
}
RETURN {firms: {groups: {nodes: collect({key: {city: city}, count: firms, members: {nodes: page}})}}} AS data
