"""Names of territories: from CLDR (through Babel) and, where it has none, from our own table."""

from functools import cache

from organisations.partial_date import babel_locale
from organisations.region import REGION_OF_COUNTRY, REGION_OF_FORMER_STATE

# What CLDR's list of territories lacks: parts of countries (ISO 3166-2) and former states (3166-3).
# And what is disputed or has an administrative title for a name there: the islands in the South
# Atlantic by the names of both sides; Palestine, Hong Kong and Macao by the plain name of a place.
# Languages that are missing here fall back to English until somebody adds them.
OWN_NAMES = {
    "PS": {
        "en": "Palestine", "fr": "Palestine", "es": "Palestina", "pt": "Palestina",
        "de": "Palästina", "ru": "Палестина", "ar": "فلسطين", "ur": "فلسطین",
        "zh-hans": "巴勒斯坦", "si": "පලස්තීනය", "ta": "பாலஸ்தீனம்",
    },
    "FK": {
        "en": "Falkland Islands / Malvinas", "fr": "Îles Malouines / Falkland",
        "es": "Islas Malvinas / Falkland", "pt": "Ilhas Malvinas / Falkland",
        "de": "Falklandinseln / Malwinen", "ru": "Фолклендские / Мальвинские острова",
        "ar": "جزر فوكلاند / مالفيناس", "ur": "جزائر فاکلینڈ / مالویناس",
        "zh-hans": "福克兰群岛 / 马尔维纳斯群岛", "si": "ෆෝක්ලන්ත / මැල්විනාස් දූපත්",
        "ta": "ஃபாக்லாந்து / மால்வினாஸ் தீவுகள்",
    },
    "HK": {
        "en": "Hong Kong", "fr": "Hong Kong", "es": "Hong Kong", "pt": "Hong Kong",
        "de": "Hongkong", "ru": "Гонконг", "ar": "هونغ كونغ", "ur": "ہانگ کانگ",
        "zh-hans": "香港", "si": "හොංකොං", "ta": "ஹாங்காங்",
    },
    "MO": {
        "en": "Macao", "fr": "Macao", "es": "Macao", "pt": "Macau", "de": "Macau", "ru": "Макао",
        "ar": "ماكاو", "ur": "مکاؤ", "zh-hans": "澳门", "si": "මැකාවු", "ta": "மகாவ்",
    },
    "GB-ENG": {
        "en": "England", "fr": "Angleterre", "es": "Inglaterra", "pt": "Inglaterra",
        "de": "England", "ru": "Англия", "ar": "إنجلترا", "ur": "انگلستان",
        "zh-hans": "英格兰", "si": "එංගලන්තය", "ta": "இங்கிலாந்து",
    },
    "GB-WLS": {
        "en": "Wales", "fr": "Pays de Galles", "es": "Gales", "pt": "País de Gales",
        "de": "Wales", "ru": "Уэльс", "ar": "ويلز", "ur": "ویلز",
        "zh-hans": "威尔士", "si": "වේල්සය", "ta": "வேல்ஸ்",
    },
    "GB-SCT": {
        "en": "Scotland", "fr": "Écosse", "es": "Escocia", "pt": "Escócia",
        "de": "Schottland", "ru": "Шотландия", "ar": "اسكتلندا", "ur": "اسکاٹ لینڈ",
        "zh-hans": "苏格兰", "si": "ස්කොට්ලන්තය", "ta": "ஸ்காட்லாந்து",
    },
    "GB-NIR": {
        "en": "Northern Ireland", "fr": "Irlande du Nord", "es": "Irlanda del Norte",
        "pt": "Irlanda do Norte", "de": "Nordirland", "ru": "Северная Ирландия",
        "ar": "أيرلندا الشمالية", "ur": "شمالی آئرلینڈ", "zh-hans": "北爱尔兰",
        "si": "උතුරු අයර්ලන්තය", "ta": "வட அயர்லாந்து",
    },
    "CA-QC": {
        "en": "Quebec", "fr": "Québec", "es": "Quebec", "pt": "Quebec", "de": "Québec",
        "ru": "Квебек", "ar": "كيبك", "ur": "کیوبیک", "zh-hans": "魁北克", "si": "ක්විබෙක්",
        "ta": "கியூபெக்",
    },
    "ES-CT": {
        "en": "Catalonia", "fr": "Catalogne", "es": "Cataluña", "pt": "Catalunha",
        "de": "Katalonien", "ru": "Каталония", "ar": "كتالونيا", "ur": "کاتالونیا",
        "zh-hans": "加泰罗尼亚", "si": "කැටලෝනියාව", "ta": "காத்தலோனியா",
    },
    "ES-PV": {
        "en": "Basque Country", "fr": "Pays basque", "es": "País Vasco", "pt": "País Basco",
        "de": "Baskenland", "ru": "Страна Басков", "ar": "إقليم الباسك", "ur": "باسک ملک",
        "zh-hans": "巴斯克", "si": "බාස්ක් රට", "ta": "பாஸ்க் நாடு",
    },
    "SUHH": {
        "en": "Soviet Union", "fr": "Union soviétique", "es": "Unión Soviética",
        "pt": "União Soviética", "de": "Sowjetunion", "ru": "Советский Союз",
        "ar": "الاتحاد السوفيتي", "ur": "سوویت یونین", "zh-hans": "苏联",
        "si": "සෝවියට් සංගමය", "ta": "சோவியத் ஒன்றியம்",
    },
    "DDDE": {
        "en": "German Democratic Republic", "fr": "République démocratique allemande",
        "es": "República Democrática Alemana", "pt": "República Democrática Alemã",
        "de": "Deutsche Demokratische Republik", "ru": "Германская Демократическая Республика",
        "zh-hans": "德意志民主共和国",
    },
    "CSHH": {
        "en": "Czechoslovakia", "fr": "Tchécoslovaquie", "es": "Checoslovaquia",
        "pt": "Checoslováquia", "de": "Tschechoslowakei", "ru": "Чехословакия",
        "ar": "تشيكوسلوفاكيا", "zh-hans": "捷克斯洛伐克",
    },
    "YUCS": {
        "en": "Yugoslavia", "fr": "Yougoslavie", "es": "Yugoslavia", "pt": "Iugoslávia",
        "de": "Jugoslawien", "ru": "Югославия", "ar": "يوغوسلافيا", "ur": "یوگوسلاویہ",
        "zh-hans": "南斯拉夫",
    },
    "CSXX": {
        "en": "Serbia and Montenegro", "fr": "Serbie-et-Monténégro", "es": "Serbia y Montenegro",
        "pt": "Sérvia e Montenegro", "de": "Serbien und Montenegro", "ru": "Сербия и Черногория",
    },
    "BUMM": {"en": "Burma", "fr": "Birmanie", "es": "Birmania", "pt": "Birmânia", "ru": "Бирма"},
    "DYBJ": {"en": "Dahomey", "pt": "Daomé", "ru": "Дагомея"},
    "HVBF": {
        "en": "Upper Volta", "fr": "Haute-Volta", "es": "Alto Volta", "pt": "Alto Volta",
        "de": "Obervolta", "ru": "Верхняя Вольта",
    },
    "RHZW": {
        "en": "Rhodesia", "fr": "Rhodésie", "es": "Rodesia", "pt": "Rodésia", "de": "Rhodesien",
        "ru": "Родезия",
    },
    "TPTL": {
        "en": "East Timor (until 2002)", "fr": "Timor oriental (jusqu’en 2002)",
        "es": "Timor Oriental (hasta 2002)", "pt": "Timor Leste (até 2002)",
        "de": "Osttimor (bis 2002)",
    },
    "VDVN": {
        "en": "Democratic Republic of Vietnam", "fr": "République démocratique du Viêt Nam",
        "es": "República Democrática de Vietnam", "pt": "República Democrática do Vietnã",
        "de": "Demokratische Republik Vietnam", "ru": "Демократическая Республика Вьетнам",
    },
    "YDYE": {
        "en": "South Yemen", "fr": "Yémen du Sud", "es": "Yemen del Sur", "pt": "Iêmen do Sul",
        "de": "Südjemen", "ru": "Южный Йемен", "ar": "اليمن الجنوبي",
    },
    "ZRCD": {"en": "Zaire", "fr": "Zaïre", "ru": "Заир"},
}  # fmt: skip


def _babel_names(language: str):
    return babel_locale(language).territories


@cache
def all_codes() -> tuple[str, ...]:
    """All codes that we can name and place: countries, parts of them, former states."""
    parts = [code for code in OWN_NAMES if "-" in code]
    return tuple(sorted([*REGION_OF_COUNTRY, *parts, *REGION_OF_FORMER_STATE]))


def is_known_code(code: str) -> bool:
    """Whether it is an ISO 3166 code that we can name and place."""
    return code in all_codes()


def region_of(code: str) -> str:
    """The region in which a territory lies; that of its country for a part. Raises KeyError."""
    if code in REGION_OF_FORMER_STATE:
        return REGION_OF_FORMER_STATE[code]
    return REGION_OF_COUNTRY[code.partition("-")[0]]


def territory_name(code: str, language: str) -> str:
    """The name of a territory in a language; in English where the language has none."""
    if code in OWN_NAMES:
        names = OWN_NAMES[code]
        return names.get(language, names["en"])
    return _babel_names(language).get(code) or _babel_names("en").get(code, code)
