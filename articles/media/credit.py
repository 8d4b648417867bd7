"""Who made a picture: a person or an agency, not the place where somebody found it."""

import re

WORDS = re.compile(r"[^\W_]+")


def words_of(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORDS.findall(text))


# Where pictures are passed on. Agencies, archives and free collections are makers or holders.
PLATFORMS = words_of(
    "bluesky discord facebook fb flickr google googleimages imgur instagram insta "
    "internet linkedin mastodon messenger meta pinterest reddit signal snapchat "
    "socialmedia telegram threads tiktok tumblr twitch twitter unknown viber vimeo vk web "
    "website wechat weibo whatsapp www x youtube интернет фейсбук твиттер телеграм "
    "الإنترنت فيسبوك تويتر انترنت 互联网 网络 微博 脸书"
)
# Words that name nobody: "Photo: via Facebook", "Image from the Internet".
FILLERS = words_of(
    "a and by com courtesy de del der des die du e el en et found foto from i il image "
    "images img la le les net of on org page photo photograph photos pic picture pictures "
    "post profile screenshot source the und user via y фото изображение صورة الصورة 图片"
)


def names_only_platform(credit: str) -> bool:
    """Whether a credit names nobody who made the picture: a platform, or “Photo” alone."""
    said = [word.casefold() for word in WORDS.findall(credit)]
    said = [word for word in said if word not in FILLERS]
    if not said:
        return bool(words_of(credit))
    return "".join(said) in PLATFORMS or all(word in PLATFORMS for word in said)
