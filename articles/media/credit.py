"""Who made a picture: a person or an agency, not the place where somebody found it."""

import re

# Where pictures are passed on. Agencies, archives and free collections are makers or holders.
PLATFORMS = frozenset(
    [
        "bluesky",
        "discord",
        "facebook",
        "fb",
        "flickr",
        "google",
        "googleimages",
        "imgur",
        "instagram",
        "insta",
        "internet",
        "linkedin",
        "mastodon",
        "messenger",
        "meta",
        "net",
        "pinterest",
        "reddit",
        "screenshot",
        "signal",
        "snapchat",
        "socialmedia",
        "telegram",
        "threads",
        "tiktok",
        "tumblr",
        "twitch",
        "twitter",
        "unknown",
        "viber",
        "vimeo",
        "vk",
        "web",
        "website",
        "wechat",
        "weibo",
        "whatsapp",
        "www",
        "x",
        "youtube",
        "интернет",
        "фейсбук",
        "твиттер",
        "телеграм",
        "الإنترنت",
        "فيسبوك",
        "تويتر",
        "انترنت",
        "互联网",
        "网络",
        "微博",
        "脸书",
    ]
)
# Words that name nobody: "Photo: via Facebook", "Image from the Internet".
FILLERS = frozenset(
    [
        "a",
        "and",
        "by",
        "courtesy",
        "de",
        "del",
        "der",
        "des",
        "die",
        "du",
        "e",
        "el",
        "en",
        "et",
        "found",
        "foto",
        "from",
        "i",
        "il",
        "image",
        "images",
        "img",
        "la",
        "le",
        "les",
        "net",
        "of",
        "on",
        "photo",
        "photograph",
        "photos",
        "pic",
        "picture",
        "pictures",
        "post",
        "profile",
        "screenshot",
        "source",
        "the",
        "und",
        "user",
        "via",
        "y",
        "com",
        "org",
        "page",
    ]
)
WORDS = re.compile(r"[^\W_]+")


def names_only_platform(credit: str) -> bool:
    """Whether a credit names a platform and nobody who made the picture."""
    words = [word.casefold() for word in WORDS.findall(credit)]
    said = [word for word in words if word not in FILLERS]
    joined = "".join(said)
    if not said:
        return any(word in PLATFORMS for word in words)
    return joined in PLATFORMS or all(word in PLATFORMS for word in said)
