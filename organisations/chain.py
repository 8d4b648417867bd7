"""The chain of mandates: which bodies stand above which."""

from itertools import groupby


def _depths(bodies):
    """How many bodies stand above each, by primary key: none above the sovereign one.

    Links of different kinds may run in a circle; one that leads back to where one came from counts
    for nothing.
    """
    above = {
        body.pk: {link.other_id for link in body.links.all() if link.status != "withdrawn"}
        for body in bodies
    }
    depths, on_the_way = {}, set()

    def depth(pk):
        if pk not in depths:
            on_the_way.add(pk)
            others = [each for each in above[pk] if each in above and each not in on_the_way]
            depths[pk] = 1 + max(map(depth, others), default=-1)
            on_the_way.discard(pk)
        return depths[pk]

    return {pk: depth(pk) for pk in sorted(above)}


def in_chain_order(bodies):
    """Bodies with those that elect before those that they elect; others by key."""
    depths = _depths(bodies)
    return sorted(bodies, key=lambda body: (depths[body.pk], body.key))


def in_levels(bodies):
    """`levels`, each with its mandate from the one above, and the `unlinked` that no link names."""
    depths = _depths(bodies)
    links = (link for body in bodies for link in body.links.all())
    named = {link.other_id for link in links if link.status != "withdrawn"}
    linked = [body for body in in_chain_order(bodies) if depths[body.pk] or body.pk in named]
    levels = [list(level) for _depth, level in groupby(linked, key=lambda body: depths[body.pk])]
    return {"levels": levels, "unlinked": [body for body in bodies if body not in linked]}
