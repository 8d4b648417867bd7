"""ISO 3166-1 codes by region, after the United Nations' M49 list (https://unstats.un.org).

Two codes have no place of their own in M49 and stand with their neighbours: TW, and XK, which ISO
leaves to its users. AQ belongs to no region there.
"""

# Keys are the values of `Territory.Region`.
COUNTRIES = {
    "africa": (
        "DZ EG LY MA SD TN EH IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW "
        "AO CM CF TD CG CD GQ GA ST BW SZ LS NA ZA BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN "
        "SL TG"
    ),
    "americas": (
        "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI BZ "
        "CR SV GT HN MX NI PA AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE BM CA GL PM US"
    ),
    "asia": (
        "KZ KG TJ TM UZ CN HK MO TW KP JP MN KR BN KH ID LA MY MM PH SG TH TL VN AF BD BT IN IR "
        "MV NP PK LK AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE"
    ),
    "europe": (
        "BY BG CZ HU PL MD RO RU SK UA AX GG JE DK EE FO FI IS IE IM LV LT NO SJ SE GB AL AD BA "
        "HR GI GR VA IT MT ME MK PT SM RS SI ES XK AT BE FR DE LI LU MC NL CH"
    ),
    "oceania": (
        "AU CX CC HM NZ NF FJ NC PG SB VU GU KI MH FM NR MP PW UM AS CK PF NU PN WS TK TO TV WF"
    ),
    "antarctica": "AQ",
}

REGION_OF_COUNTRY = {code: region for region, codes in COUNTRIES.items() for code in codes.split()}

# ISO 3166-3: states that are no more, and where they lay.
REGION_OF_FORMER_STATE = {
    "BUMM": "asia",
    "CSHH": "europe",
    "CSXX": "europe",
    "DDDE": "europe",
    "DYBJ": "africa",
    "HVBF": "africa",
    "RHZW": "africa",
    "SUHH": "europe",
    "TPTL": "asia",
    "VDVN": "asia",
    "YDYE": "asia",
    "YUCS": "europe",
    "ZRCD": "africa",
}
