-- One row by its unique id.
SELECT json_object('firm', json_object(
  'id', id, 'name', name, 'nameZh', name_zh, 'city', city, 'foundedYear', founded_year))
FROM node WHERE id = ? AND label = 'Firm'
