"""Places: where they are, in which zone, and how one gets in."""

from __future__ import annotations

from planner.itinerary.localtext import LocalText
from planner.itinerary.snapshot import MapLink
from planner.models import Place
from tests.web.cast import Desk
from tests.web.filling import errors, opened
from tests.web.keeping import kept
from tests.web.kyoto import to_kyoto

MUSEUM = {
    "name-ko": "교토문화박물관",
    "name-ja": "京都文化博物館",
    "name-en": "The Museum of Kyoto",
    "address-ja": "京都市中京区高倉通三条上る",
    "latitude": "35.0089",
    "longitude": "135.7625",
    "zone": "Asia/Tokyo",
    "map_links-0-label": "OpenStreetMap",
    "map_links-0-url": "https://www.openstreetmap.org/#map=18/35.0089/135.7625",
    "access-en": "From the north.\r\nRing at the gate.",
}


def test_every_part_of_a_place_is_entered(desk: Desk) -> None:
    minji = desk.browser("minji")
    assert opened(minji, "/places/-/new").send(MUSEUM).headers["Location"] == "/places/the_museum_of_kyoto"
    place = kept(desk, Place, "the_museum_of_kyoto")
    assert (place.latitude, place.longitude, place.zone) == (35.0089, 135.7625, "Asia/Tokyo")
    assert place.map_links == (MapLink(label="OpenStreetMap", url=MUSEUM["map_links-0-url"]),)
    assert place.access == LocalText.of(en="From the north.\nRing at the gate.")
    page = minji.get("/places/the_museum_of_kyoto").text
    assert f'<a href="{MUSEUM["map_links-0-url"]}" rel="noreferrer">' in page
    assert '<span lang="ja">京都市中京区高倉通三条上る</span>' in page


def test_zones_are_proposed_and_checked(desk: Desk) -> None:
    minji = desk.browser("minji")
    page = minji.get("/places/-/new").text
    assert '<option value="Asia/Tokyo">' in page
    assert 'list="zones"' in page
    response = opened(minji, "/places/-/new").send(MUSEUM | {"zone": "JST", "longitude": ""})
    assert response.status_code == 422
    assert errors(response.text) == [
        "Latitude: Latitude and longitude come together or not at all.",
        "Time zone: Unknown time zone: JST.",
    ]


def test_addresses_of_pages_are_only_those_of_pages(desk: Desk) -> None:
    minji = desk.browser("minji")
    for url in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//host/x", "http:// x"):
        response = opened(minji, "/places/-/new").send(MUSEUM | {"map_links-0-url": url})
        assert response.status_code == 422, url
        message = "A web address begins with http:// or https:// and has no spaces."
        assert errors(response.text) == [f"Map links 1 – Web address: {message}"]


def test_a_place_in_use_names_its_items(desk: Desk) -> None:
    page = to_kyoto(desk).browser("minji").get("/places/yumeshima/delete").text
    assert "Events held here (1)" in page
    assert "Items planned here" in page
