"""Everything that can be wrong in a record: what is written, and what the officer is told.

Each row changes one thing in the sample catalogue. The check must then find that problem and no
other, point at the place that is to be mended, and name a right value.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from mistakes_fixture import mistakes
from record_paths import DAY, FUND, GUIDE, PARK, PRIZE, RIGA, SCHOOL
from situations_fixture import SITUATION_CODES, SITUATIONS

import utm_exchange
from utm_exchange.records.codes import CODES

PACKAGE = Path(utm_exchange.__file__).parent

LAUGHS = "title: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


class Row(NamedTuple):
    """In ``file``, ``old`` is replaced by ``new`` (None: the whole file); the place begins with ``at``."""

    code: str
    file: str
    old: str | None
    new: str | bytes
    at: str
    hint: str
    field: str = ""


ROWS = [
    # The file
    Row("UTM104", RIGA, None, "title: Rīga\nname: café".encode("latin-1", "replace"), "\ufffd", "save it with the encoding UTF-8"),
    Row("UTM104", RIGA, None, "title: Riga\n".encode("utf-16"), "\ufffd", "encoding UTF-8"),
    Row("UTM104", RIGA, None, "title: Riga\n".encode("utf-16-le"), "\0", "encoding UTF-8"),
    Row("UTM105", RIGA, None, "", "", "fill it in, or delete it"),
    Row("UTM105", PARK, None, " \n\t\n", "", "'utm new' writes a template"),
    Row("UTM106", PARK, None, "## Challenge\n\nThe river came.\n", "## Challenge", "begin with a line of three hyphens"),
    Row("UTM107", PRIZE, "---\n\nThe jury", "\nThe jury", "---", "put a line of three hyphens"),
    Row("UTM108", RIGA, "Capital", "Capital\u202e", "\u202e", "type the line again"),
    Row("UTM108", PARK, "Each spring", "Each\u2028spring", "\u2028", "type the line again"),
    Row("UTM112", PRIZE, "---\n\nThe jury", "---\n---\ntitle: Once more\n---\n\nThe jury", "---\ntitle: Once", "move the facts of the second block"),
    # YAML
    Row("UTM120", RIGA, "title: Riga", "title: Riga: the city", ": the city", 'put double quotes around the whole value: "Riga: the city"'),
    Row("UTM120", RIGA, "title: Riga", 'title: "Riga', '"Riga', "put the same mark at the end"),
    Row("UTM120", RIGA, "title: Riga", "title: 'It's Riga'", "s Riga'", "between double quotes when it holds single ones"),
    Row("UTM120", RIGA, "title: Riga", "title Riga", "title Riga", "write 'name: value'"),
    Row("UTM120", RIGA, "country: LV", "country:LV", "country:LV", "write 'country: LV'"),
    Row("UTM120", RIGA, "- heat-finance", "-heat-finance", "-heat-finance", "write '- heat-finance'"),
    Row("UTM120", RIGA, "  lon:", "   lon:", "lon:", "begin in the same column"),
    Row("UTM120", RIGA, "country: LV", " country: LV", "country: LV", "begin in the same column"),
    Row("UTM120", RIGA, "title: Riga", "title: @Riga", "@Riga", "put double quotes"),
    Row("UTM120", RIGA, "title: Riga", "title: `Riga`", "`Riga`", "put double quotes"),
    Row("UTM120", RIGA, "title: Riga", "title: %Riga", "%Riga", "put double quotes"),
    Row("UTM120", RIGA, "title: Riga", "title: > Riga", "> Riga", "put double quotes"),
    Row("UTM120", RIGA, "title: Riga", "title: - Riga", "- Riga", "put each '- ' on a line of its own"),
    Row("UTM120", RIGA, "title: Riga", "title: [Riga", "[Riga", "close it"),
    Row("UTM120", RIGA, "title: Riga", 'title: "Ri\\ga"', "\\ga", "put single quotes"),
    Row("UTM120", RIGA, "title: Riga", "[title]: Riga", "[title]", "put quotes around"),
    Row("UTM120", RIGA, "country: LV", "---\ncountry: LV", "---\ncountry", "one file holds one record"),
    Row("UTM121", RIGA, "  lon:", "\tlon:", "\tlon:", "replace each tab by two spaces"),
    Row("UTM122", RIGA, "country: LV", "country: LV\ncountry: EE", "country: EE", "keep one of the two"),
    Row("UTM123", RIGA, None, LAUGHS, "&a", "write the value out"),
    Row("UTM123", RIGA, "title: Riga", "title: *riga", "*riga", "put quotes around it"),
    Row("UTM124", RIGA, "title: Riga", "title: !!python/object/apply:os.system [ls]", "!!python", "delete the word that begins with '!'"),
    Row("UTM125", RIGA, "title: Riga", "title: " + "[" * 100_000, "[", "no field needs more than four levels"),
    Row("UTM125", RIGA, "title: Riga", "title:\n" + "- " * 50_000 + "x", "- ", "no field needs more than four levels"),
    Row("UTM126", RIGA, None, "- title: Riga\n", "- title", "write one fact a line"),
    # Shapes
    Row("UTM201", RIGA, "country: LV\n", "", "title", "'country: UA'. Two letters", "country"),
    Row("UTM201", RIGA, "country: LV", "country:", "country:", "'country: UA'", "country"),
    Row("UTM201", RIGA, "country: LV", "country: ~", "~", "'country: UA'", "country"),
    Row("UTM201", RIGA, "country: LV", "country: null", "null", "'country: UA'", "country"),
    Row("UTM201", PARK, "cities:\n- riga", "cities: []", "cities:", "'cities: [freetown]'", "cities"),
    Row("UTM201", RIGA, "location:\n  lat: 56.95\n  lon: 24.11\n", "", "title", "indented by two spaces, 'lat: 49.84'", "location"),
    Row("UTM202", RIGA, "country: LV", "contry: LV", "contry", "write 'country'", "contry"),
    Row("UTM202", RIGA, "  lon:", "  long:", "long", "write 'lon'", "location.long"),
    Row("UTM202", PARK, "scale:", "challenge: Floods\nscale:", "challenge", "write it in the text below, under '## Challenge'", "challenge"),
    Row("UTM202", RIGA, "country: LV", "country: LV\nzzz: 1", "zzz", "the fields here are: title, summary", "zzz"),
    Row("UTM203", PARK, "cities:\n- riga", "cities: riga, tartu", "riga, tartu", "'- riga', '- tartu'", "cities"),
    Row("UTM203", PARK, "scale: district", "scale: [district]", "scale", "write 'district' after the colon", "scale"),
    Row("UTM203", PARK, "- partner:green-network", "- Phase one: trees", "Phase one", '"Phase one: trees"', "partners[1]"),
    Row("UTM203", PARK, "- partner:green-network", "- partner: green-network", "partner: green", "'partner:green-network', without a space", "partners[1]"),
    Row("UTM203", PARK, "results:\n- label", "results:\n  label", "results", "write '- label: Trees", "results"),
    Row("UTM203", PARK, "needs:\n", "reuse:\n- Vilnius\nneeds:\n", "Vilnius", "write '- place: Vilnius'", "reuse[1]"),
    Row("UTM203", FUND, "- date: 2026-10-01", "- 2026-10-01", "2026-10-01", "write '- date: 2026-10-01'", "deadlines[1]"),
    Row("UTM203", RIGA, "location:\n  lat: 56.95\n  lon: 24.11", "location: 56.95 24.11", "56.95", "'lat: 49.84' and the other fields: lon:", "location"),
    Row("UTM203", PRIZE, "sources:\n- title: The prize\n  publisher: The jury\n  url: https://www.example.org/prize\n  accessed: 2026-05-01", "sources: https://www.example.org/prize", "https", "write '- url: https://www.example.org/prize'", "sources"),
    Row("UTM204", RIGA, "title: Riga", 'title: ""', "title", "leave the whole line out", "title"),
    Row("UTM204", PARK, "- riga", "-", "", "delete the line", "cities[1]"),
    Row("UTM205", RIGA, "title: Riga", "title: " + "Riga " * 40, "Riga", "shorten it", "title"),
    Row("UTM206", PARK, "- riga", "- Łódź", "Łódź", "'lodz'", "cities[1]"),
    Row("UTM207", DAY, "- practice:river-park", "- river-park", "river-park", "'practice:river-park'", "related[1]"),
    Row("UTM207", PARK, "- partner:green-network", "- partner:Green Network", "partner:Green", "'partner:green-network'", "partners[1]"),
    Row("UTM210", RIGA, "country: LV", "aliases:" + "\n- a" * 201 + "\ncountry: LV", "- a", "keep those that matter most"),
    Row("UTM206", PARK, "- riga", "- nul", "nul", "'nul-1'", "cities[1]"),
    # Values
    Row("UTM301", PARK, "value: 350", "value: about 350 homes", "about", "here perhaps 350;", "results[1].value"),
    Row("UTM301", RIGA, "value: 605273", "value: 1_000", "1_000", ": 1000", "population.value"),
    Row("UTM302", RIGA, "kind: climate-neutral", "kind: climate-nutral", "climate-nutral", "write 'climate-neutral'", "targets[1].kind"),
    Row("UTM302", PARK, "- nature-and-adaptation", "- Nature & adaptation", "Nature", "write 'nature-and-adaptation'", "sectors[1]"),
    Row("UTM302", PARK, "status: completed", "status: zzz", "zzz", "choose one of: planned, running", "status"),
    Row("UTM303", RIGA, "date: 2022-11-14", "date: 14 November 2022", "14 Nov", "2022-11-14", "membership.date"),
    Row("UTM303", RIGA, "date: 2022-11-14", "date: 2024-02-30", "2024-02-30", "does not exist", "membership.date"),
    Row("UTM303", DAY, "start: 2026-09-10 09:30", "start: 12:30", "12:30", "2026-03-14 12:30", "start"),
    Row("UTM304", PRIZE, "https://www.example.org/prize", "www.example.org/prize", "www.", "https://www.example.org/prize", "sources[1].url"),
    Row("UTM304", RIGA, "needs:", "contact:\n  name: Office\n  email: office at riga\nneeds:", "office at", "climate@city.example", "contact.email"),
    Row("UTM305", RIGA, "target_year: 2030", "target_year: 30", "30", "four digits", "targets[1].target_year"),
    Row("UTM305", DAY, "start: 2026-09-10 09:30", "start: 0999-09-10 09:30", "0999", "four digits", "start"),
    Row("UTM306", RIGA, "lat: 56.95", "lat: 156.95", "156.95", "lat: 59.91", "location.lat"),
    Row("UTM307", SCHOOL, "rolling: yes", "rolling: on", "on", "write yes or no", "rolling"),
    Row("UTM308", DAY, "Europe/Riga", "Riga", "Riga", "write 'Europe/Riga'", "time_zone"),
    Row("UTM308", DAY, "Europe/Riga", "CEST", "CEST", "for example Europe/Brussels", "time_zone"),
    Row("UTM309", RIGA, "country: LV", "country: Lettonie", "Lettonie", "write LV for Latvia", "country"),
    Row("UTM309", RIGA, "country: LV", "country: no", "no", "write NO for Norway", "country"),
    Row("UTM309", RIGA, "country: LV", "country: UK", "UK", "write GB for United Kingdom", "country"),
    Row("UTM310", SCHOOL, "kind:", "training_languages: [English]\nkind:", "English", "write en for English", "training_languages[1]"),
    Row("UTM311", FUND, "currency: EUR", "currency: €", "€", "write EUR", "amount.currency"),
    # Names of other records
    Row("UTM401", PARK, "- riga", "- rigga", "rigga", "write 'riga', or add the file cities/rigga.yaml", "cities[1]"),
    Row("UTM402", PARK, "partner:green-network", "partner:green-net", "partner:green-net", "write 'partner:green-network'", "partners[1]"),
    Row("UTM403", DAY, "practice:river-park", "practice:river-perk", "practice:", "write 'practice:river-park'", "related[1]"),
    Row("UTM403", DAY, "practice:river-park", "practise:river-park", "practise:", "write 'practice:river-park'", "related[1]"),
    Row("UTM404", RIGA, "- heat-finance", "- heat-finances", "heat-finances", "write 'heat-finance'", "needs[1]"),
    Row("UTM421", PARK, "(need:heat-finance)", "(need:heat-finanse)", "need:heat-finanse", "write 'need:heat-finance'"),
    Row("UTM421", PRIZE, "The jury said", 'Ask [us](city:oslo "a friend"). The jury said', "city:oslo", "add the file cities/oslo.yaml"),
    # What must hold inside a record
    Row("UTM501", PARK, "  source: report", "  source: rapport", "rapport", "write 'report'", "results[1].source"),
    Row("UTM502", PARK, "  source: report\n  grade: reported", "  grade: reported", "label", "'source: report'", "results[1].source"),
    Row("UTM502", PARK, "  source: report\n  grade: published", "  grade: published", "cost", "'source: report'", "cost.source"),
    Row("UTM502", RIGA, "  source: statistics\nmembership", "membership", "population", "'source: statistics'", "population.source"),
    Row("UTM503", RIGA, "  source: mission\ntargets", "targets", "membership", "'source: statistics'", "membership.source"),
    Row("UTM504", RIGA, "- id: mission", "- id: mission\n  title: Twice\n  publisher: A\n  url: https://a.example\n  accessed: 2026-05-01\n- id: mission", "mission\n  title: The first", "another id", "sources[3].id"),
    Row("UTM505", PARK, "  year: 2020", "  year: 2030", "2030", "'grade: target'", "results[1].year"),
    Row("UTM505", RIGA, "- year: 2019", "- year: 2027", "2027", "'grade: estimate'", "inventories[1].year"),
    Row("UTM506", PRIZE, "sources:\n- title: The prize\n  publisher: The jury\n  url: https://www.example.org/prize\n  accessed: 2026-05-01\n", "", "title", "add 'sources:'", "sources"),
    Row("UTM507", RIGA, "country:", "synthetic: yes\ncountry:", "yes", "catalogues of their own", "synthetic"),
    Row("UTM511", DAY, "end: 2026-09-11", "end: 2026-09-09", "2026-09-09", "exchange the two", "end"),
    Row("UTM511", DAY, "end: 2026-09-11 17:00", "end: 2026-09-10 09:00", "2026-09-10", "exchange the two", "end"),
    Row("UTM511", PARK, "end: 2019", "end: 2014", "2014", "exchange the two years", "end"),
    Row("UTM511", SCHOOL, "ends: 2026-12", "ends: 2026-09", "2026-09", "exchange the two", "ends"),
    Row("UTM512", DAY, "end: 2026-09-11 17:00\ntime_zone: Europe/Riga", "end: 2026-09-11", "2026-09-10 09:30", "'time_zone: Europe/Brussels'", "start"),
    Row("UTM513", DAY, "start: 2026-09-10 09:30", "start: 2026-03-29 03:30", "2026-03-29", "2026-03-29 04:30", "start"),
    Row("UTM513", DAY, "end: 2026-09-11 17:00", "end: 2026-10-25 03:30", "2026-10-25", "an hour before or after", "end"),
    Row("UTM512", FUND, "date: 2026-10-01", "date: 2026-10-01 17:00", "2026-10-01 17:00", "'time_zone: Europe/Brussels'", "deadlines[1].date"),
    Row("UTM513", FUND, "date: 2026-10-01", "date: 2026-10-25 02:30\n  time_zone: Europe/Brussels", "2026-10-25", "an hour before or after", "deadlines[1].date"),
    Row("UTM303", FUND, "date: 2026-10-01", "date: 1 October", "1 October", "write year-month-day", "deadlines[1].date"),
    Row("UTM512", PRIZE, "date: 2026-04-02", "date: 2026-04-02\nembargo: 2026-04-02 09:00", "2026-04-02 09:00", "2026-04-02 09:00 Europe/Brussels", "embargo"),
    Row("UTM308", PRIZE, "date: 2026-04-02", "date: 2026-04-02\nembargo: 2026-04-02 09:00 Europe/Brusels", "2026-04-02 09:00", "write 'Europe/Brussels'", "embargo"),
    Row("UTM303", PRIZE, "date: 2026-04-02", "date: 2026-04-02\nembargo: soon", "soon", "write year-month-day", "embargo"),
    Row("UTM519", DAY, "country: LV", "registration: {deadline: 2026-09-12}\ncountry: LV", "2026-09-12", "correct one of the two dates", "registration.deadline"),
    Row("UTM514", FUND, "date: 2026-10-01", "date: 2026-02-28", "2026-02-28", "correct one of the two", "deadlines[1].date"),
    Row("UTM515", FUND, "low: 60000", "low: 91000", "91000", "exchange the two", "amount.low"),
    Row("UTM516", RIGA, "base_year: 1990", "base_year: 2030", "2030", "exchange the two years", "targets[2].target_year"),
    Row("UTM517", RIGA, '  value: 55\n  unit: "%"\n', "", "reduction", "'value: 55'", "targets[2].kind"),
    Row("UTM518", PRIZE, "accessed: 2026-05-01", "accessed: 2026-06-02", "2026-06-02", "at the latest 2026-06-01", "sources[1].accessed"),
    # Sections
    Row("UTM601", GUIDE, "## Common traps\n\nCounting twice.\n", "", "## What this step", "add '## Common traps'"),
    Row("UTM601", PARK, "\n## Challenge\n\nEach spring the river came into the houses.\n", "", "## What was done", "add '## Challenge'"),
    Row("UTM602", GUIDE, "## Common traps", "## Frequent traps", "## Frequent", "write '## Common traps'"),
    Row("UTM602", GUIDE, "## Common traps", "## Zzz\n\nx\n\n## Common traps", "## Zzz", "the sections are: What this step is for"),
    Row("UTM603", GUIDE, "## Common traps", "# Common traps", "# Common", "write '## Common traps'"),
    Row("UTM604", GUIDE, "Counting twice.\n", "", "## Common traps", "delete the heading"),
    Row("UTM613", PRIZE, "The jury said", ">" * 400 + " The jury", ">", "few levels"),
    Row("UTM613", PRIZE, "The jury said", "[" * 2000 + "The jury", "[", "few levels"),
    Row("UTM701", PARK, "results:\n- label: Homes out of danger\n  value: 350\n  unit: homes\n  year: 2020\n  source: report\n  grade: reported\n", "", "A park", "add 'results:'", "title"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.code} {str(row.new)[:20]}")
def test_a_mistake_is_found_at_its_place_with_a_right_value(folder, row):
    if row.old is None:
        folder.write(row.file, row.new)
    else:
        folder.edit(row.file, row.old, row.new)
    problems = folder.check().problems
    assert [problem.code for problem in problems] == [row.code]
    (problem,) = problems
    assert problem.path == row.file
    assert text_at(folder.read(row.file), problem).startswith(row.at)
    assert row.hint in problem.hint
    assert problem.field == row.field


def text_at(text, problem):
    lines = text.split("\n")
    return "\n".join(lines[problem.line - 1 :])[problem.column - 1 :]


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.__name__)
def test_a_situation_of_files_is_told_once_with_what_to_do(folder, situation):
    code, path, hint = situation(folder)
    assert code in SITUATION_CODES
    (problem,) = folder.check().problems
    assert (problem.code, problem.path) == (code, path)
    assert hint in problem.hint


PINNED_ELSEWHERE = {
    "UTM113": "tests/test_cli_check.py",
    **{f"UTM90{number}": "tests/contribute/test_importing.py" for number in range(1, 8)},
    "UTM414": "tests/catalogue/test_lives.py",
    "UTM415": "tests/catalogue/test_lives.py",
    "UTM801": "tests/test_cli_check.py",
    "UTM802": "the tests of the build",
    "UTM803": "the tests of the build",
    "UTM521": "tests/pages/test_lead_pictures.py",
    "UTM804": "tests/holdback",
}


def test_every_code_is_pinned_by_a_row():
    in_the_list = {mistake.code for mistake in mistakes() if mistake.code}
    assert {row.code for row in ROWS} | SITUATION_CODES | in_the_list | set(PINNED_ELSEWHERE) == set(CODES)


def test_every_code_that_the_source_raises_is_explained():
    raised = {
        code for file in PACKAGE.rglob("*.py") for code in re.findall(r"UTM\d{3}", file.read_text("utf-8"))
    }
    assert raised <= set(CODES)


def test_the_sample_itself_has_no_problem(folder):
    checked = folder.check()
    assert checked.problems == ()
    assert len(checked.records) == checked.files == 11
