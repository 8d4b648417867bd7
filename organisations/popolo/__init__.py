"""The record as Popolo: out for whoever wants it, and in from where it has been.

`schema` says what of each record is written, `collecting` reads it from the tables, `selection`
chooses the records that belong to one, `composing` makes Popolo's fields from it, `writing` puts
the file together; `reading` takes a file apart, `importing` and `matching` bring it in.
"""
