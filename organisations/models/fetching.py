"""What has to be fetched with a record so that a list names it without a query for each row."""


def organisation_at(prefix: str) -> tuple[str, ...]:
    """For an organisation that `prefix` leads to: names, pages, what tells it from namesakes."""
    return (
        f"{prefix}__names",
        f"{prefix}__organisation_pages__locale",
        f"{prefix}__territories__territory",
        f"{prefix}__namesakes",
    )


def organisation_link_at(prefix: str) -> tuple[str, ...]:
    """For links to such an organisation: its territories come only where it has namesakes."""
    return (
        f"{prefix}__names",
        f"{prefix}__organisation_pages__locale",
        f"{prefix}__namesakes",
    )


def body_at(prefix: str) -> tuple[str, ...]:
    """For a body that `prefix` leads to: names and pages."""
    return (f"{prefix}__names", f"{prefix}__body_pages__locale")


def person_at(prefix: str) -> tuple[str, ...]:
    """For a person whom `prefix` leads to: names."""
    return (f"{prefix}__names",)
