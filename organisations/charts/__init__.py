"""Pictures drawn on the server as SVG: mandates, timeline, genealogy and world map.

Facts go in as plain dataclasses and a `Chart` comes out: the drawing for wide screens, the one
for telephones, and a table that carries every fact of both. Nothing here asks the database;
`adapters` turns records that are already fetched into those dataclasses.
"""
