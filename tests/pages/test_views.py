"""What the page of a record shows beside the record."""

from sample_folder import Folder
from utm_exchange.pages.sanitising import sanitise
from utm_exchange.pages.views import view_of


def test_every_related_record_comes_with_its_reason(folder: Folder) -> None:
    catalogue = folder.catalogue()
    relations = [
        relation
        for record in catalogue.records.values()
        for group in view_of(catalogue, record).groups
        for relation in group.relations
    ]
    assert relations
    assert all(relation.reason for relation in relations)


def test_no_record_is_related_to_itself_or_twice(folder: Folder) -> None:
    catalogue = folder.catalogue()
    for record in catalogue.records.values():
        related = [
            relation.record.identity
            for group in view_of(catalogue, record).groups
            for relation in group.relations
        ]
        assert record.identity not in related
        assert len(related) == len(set(related))


def test_the_way_back_leads_over_the_list_of_the_type(folder: Folder) -> None:
    catalogue = folder.catalogue()
    view = view_of(catalogue, catalogue.cities["riga"])
    assert [crumb.address for crumb in view.crumbs] == ["", "cities/"]


def test_neighbours_are_the_records_before_and_after_in_the_list(folder: Folder) -> None:
    catalogue = folder.catalogue()
    riga, tartu = catalogue.cities["riga"], catalogue.cities["tartu"]
    assert (view_of(catalogue, riga).before, view_of(catalogue, riga).after) == (None, tartu)
    assert (view_of(catalogue, tartu).before, view_of(catalogue, tartu).after) == (riga, None)


def test_tags_lead_to_the_page_of_their_value(folder: Folder) -> None:
    catalogue = folder.catalogue()
    tags = {tag.facet: tag.address for tag in view_of(catalogue, catalogue.cities["riga"]).tags}
    assert tags["country"] == "browse/country/lv/"
    assert tags["region"] == "browse/region/europe/"


def test_contributed_html_keeps_its_meaning_and_loses_its_teeth() -> None:
    html = sanitise(
        '<h2 id="a">A</h2><p onclick="x()">b <b>c</b> <a href="javascript:x()">d</a> <a href="../e/">e</a>'
        '<script>x()</script><style>p{}</style><svg><script>y()</script></svg><iframe src="https://x.example"></iframe></p>'
    )
    assert html == '<h2 id="a">A</h2><p>b <b>c</b> <a>d</a> <a href="../e/">e</a></p>'
