MATCH (f:Firm)
WITH f.city AS city, count(*) AS firms
ORDER BY firms DESC, city LIMIT 20
RETURN {firms: {groups: {nodes: collect({key: {city: city}, count: firms})}}} AS data
