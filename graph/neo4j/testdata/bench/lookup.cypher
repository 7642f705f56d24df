MATCH (f:Firm {id: $id}) RETURN f.id, f.name, f.nameZh, f.city, f.foundedYear
