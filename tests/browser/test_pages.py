"""Every page of the built site, met by a real browser: nothing foreign, nothing broken, nothing inaccessible."""

import re
from pathlib import Path

LIMIT_GZ = 800_000
GENERATED = {"genindex.html", "search.html"}


def failures(visits, attribute):
    return {visit.page: getattr(visit, attribute) for visit in visits if getattr(visit, attribute)}


def test_no_page_asks_another_host_for_anything(light, dark, phone):
    visits = light + dark + phone
    print(f"{len(visits)} visits, {sum(len(v.fetched) for v in visits)} requests, "
          f"{sum(len(v.foreign) for v in visits)} of them to other hosts")
    assert sum(len(v.fetched) for v in visits) > len(visits)
    assert not failures(visits, "foreign")


def test_no_page_writes_an_error_to_the_console(light, dark, phone):
    assert not failures(light + dark + phone, "errors")


def test_no_request_fails(light, dark, phone):
    assert not failures(light + dark + phone, "failed")


def test_axe_finds_no_violation_in_the_light_theme(light):
    print(f"{len(light)} pages, {sum(v.rules_checked for v in light)} rules passed")
    assert all(visit.rules_checked > 10 for visit in light)
    assert not failures(light, "violations")


def test_axe_finds_no_violation_in_the_dark_theme(dark):
    print(f"{len(dark)} pages, {sum(v.rules_checked for v in dark)} rules passed")
    assert all(visit.rules_checked > 10 for visit in dark)
    assert not failures(dark, "violations")


def test_every_picture_is_described_and_not_by_its_file_name(light):
    seen = [(v.page, src, alt) for v in light for src, alt in v.images]
    print(f"{len(seen)} pictures")
    assert seen
    for page, src, alt in seen:
        assert len((alt or "").split()) >= 3, f"{page}: {src} has the alternative text {alt!r}"
        assert Path(src).stem not in alt, f"{page}: {src} is described by its file name"


def test_every_page_weighs_at_most_800_kilobytes_compressed(light):
    for visit in light:
        print(f"{visit.page:40} {visit.raw_bytes / 1e3:7.0f} kB raw {visit.gz_bytes / 1e3:6.0f} kB gz "
              f"{len(visit.fetched):3} requests")
    assert {v.page: v.gz_bytes for v in light if v.gz_bytes > LIMIT_GZ} == {}


def test_no_icon_font_is_fetched(light):
    assert not [url for visit in light for url in visit.fetched if "fontawesome/webfonts" in url]


def test_no_page_scrolls_sideways_on_a_phone(phone):
    assert {v.page: v.scroll_width for v in phone if v.scroll_width > 360} == {}


def test_every_page_has_a_language_a_title_and_a_description_for_link_previews(site, pages, light):
    assert len({visit.title for visit in light}) == len(light), "two pages have the same title"
    for page in set(pages) - GENERATED:
        html = (site / page).read_text("utf-8")
        assert '<html lang="en"' in html
        assert re.search(r'<meta property="og:title" content="[^"]+"', html), page
        assert re.search(r'<meta property="og:description" content="[^"]{40,}"', html), page
