"""Who and where the hand-built itineraries tell of, and the few tools they are made with."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from planner.itinerary.terms import Language
from planner.itinerary.values import MapLink, Mark, Person, Place, Text

KO, JA, EN = Language.KO, Language.JA, Language.EN
LANGUAGES = (KO, JA, EN)
FIRST, LAST = date(2027, 5, 11), date(2027, 5, 17)


def uid(number: int) -> str:
    """A steady identity for the tests."""
    return str(UUID(int=number, version=4))


def at(day: int, clock: str, zone: str = "Asia/Tokyo") -> datetime:
    """An aware moment of May 2027: `at(12, "14:00")`."""
    hour, minute = clock.split(":")
    return datetime(2027, 5, day, int(hour), int(minute), tzinfo=ZoneInfo(zone))


class Speech:
    """Picks texts in one language, falling back as compose does, and then saying so."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, ko: str | None, ja: str | None, en: str | None, mark: Mark | None = None) -> Text:
        """The text in the reader's language, else the first there is."""
        said = {KO: ko, JA: ja, EN: en}
        chosen = next(language for language in (self.language, *LANGUAGES) if said[language])
        return Text(said[chosen] or "", chosen, mark, fallback=chosen is not self.language)


def people(language: Language) -> dict[str, Person]:
    """The cast, by key."""
    t = Speech(language)
    city = t("청주시", "清州市", "Cheongju City")
    return {
        "lee": Person(
            id="lee",
            name=t("이도윤", "イ・ドユン", "Lee Do-yun"),
            title=t("부시장", "副市長", "Vice Mayor"),
            organisation=city,
            latin="Lee Do-yun",
            languages=("ko", "en"),
        ),
        "kim": Person(
            id="kim",
            name=t("김서연", "キム・ソヨン", "Kim Seo-yeon"),
            title=t("국제교류팀장", "国際交流チーム長", "Head of International Exchange"),
            organisation=city,
            hanja="金瑞姸",
            latin="Kim Seo-yeon",
            languages=("ko", "ja"),
            email="kim@cheongju.example",
            phone="+82 43 000 0000",
        ),
        "park": Person(
            id="park", name=t("박지훈", "パク・ジフン", "Park Ji-hun"), title=t("통역", "通訳", "Interpreter")
        ),
        "choi": Person(id="choi", name=t("최유진", "チェ・ユジン", "Choi Yu-jin"), organisation=city),
        "tanaka": Person(
            id="tanaka",
            name=t("다나카 요코", "田中陽子", "Tanaka Yoko"),
            title=t("돗토리현 부지사", "鳥取県副知事", "Vice-Governor of Tottori Prefecture"),
            organisation=t("돗토리현", "鳥取県", "Tottori Prefecture"),
            hanja="田中陽子",
            kana="たなか ようこ",
            latin="TANAKA Yoko",
            languages=("ja",),
        ),
        "kealoha": Person(
            id="kealoha", name=Text("Keola Kealoha", EN), title=t(None, None, "Director of Economic Development")
        ),
    }


def places(language: Language) -> dict[str, Place]:
    """The places, by key."""
    t = Speech(language)
    return {
        "prefecture": Place(
            uid=uid(201),
            name=t("돗토리현청", "鳥取県庁", "Tottori Prefectural Office"),
            address=t(None, "鳥取県鳥取市東町一丁目220", None),
            position=(35.5039, 134.2382),
            position_mark=Mark.UNVERIFIED,
            zone="Asia/Tokyo",
            map_links=(MapLink("OpenStreetMap", "https://www.openstreetmap.org/?mlat=35.5039&mlon=134.2382"),),
            access=t(
                "본관 3층, 신분증 지참",
                "本館3階、身分証をご持参ください",
                "Main building, 3rd floor; bring identification",
            ),
        ),
        "hall": Place(
            uid=uid(202),
            name=t("돗토리 산업체육관", "鳥取産業体育館", "Tottori Industrial Gymnasium"),
            position=(35.4922, 134.2067),
            zone="Asia/Tokyo",
        ),
        "dunes": Place(uid=uid(203), name=t("돗토리 사구", "鳥取砂丘", "Tottori Sand Dunes"), zone="Asia/Tokyo"),
        "hotel": Place(uid=uid(204), name=t("호텔 하쿠토", "ホテル白兎", "Hotel Hakuto"), zone="Asia/Tokyo"),
        "incheon": Place(
            uid=uid(205), name=t("인천국제공항", "仁川国際空港", "Incheon International Airport"), zone="Asia/Seoul"
        ),
        "kansai": Place(
            uid=uid(206), name=t("간사이국제공항", "関西国際空港", "Kansai International Airport"), zone="Asia/Tokyo"
        ),
        "honolulu": Place(uid=uid(207), name=t("호놀룰루 공항", None, "Honolulu Airport"), zone="Pacific/Honolulu"),
    }
