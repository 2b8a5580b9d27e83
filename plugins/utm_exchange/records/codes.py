"""Problem codes: stable names for everything that can be wrong, with an entry each for the guide."""

from __future__ import annotations

from dataclasses import dataclass

from utm_exchange.i18n import mark as _


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means and what to do about it, for the contributor guide."""

    title: str
    explanation: str


CODES: dict[str, Code] = {
    "UTM101": Code(
        _("A folder where a file belongs"),
        _("A folder has the name of a record. Rename it, or put one file in its place."),
    ),
    "UTM102": Code(_("A file that cannot be read"), _("The file is missing, or you may not read it.")),
    "UTM103": Code(
        _("A file that is too large"),
        _("A record is a few pages of text. Put pictures and reports in files of their own."),
    ),
    "UTM104": Code(
        _("Not UTF-8"),
        _("The file was saved in another encoding. Open it in an editor and save it as UTF-8."),
    ),
    "UTM105": Code(_("An empty file"), _("There is nothing in the file. Fill it in or delete it.")),
    "UTM106": Code(
        _("No facts at the top"),
        _("A Markdown record begins with its facts between two lines of three hyphens."),
    ),
    "UTM107": Code(_("Facts without an end"), _("The second line of three hyphens is missing.")),
    "UTM108": Code(
        _("An invisible character"),
        _("A control character came in by pasting. It can make a text show something else than it says."),
    ),
    "UTM109": Code(
        _("A file name that does not fit"),
        _("File names become addresses: small letters a to z, digits and hyphens."),
    ),
    "UTM110": Code(
        _("A file of the wrong kind"), _("Cities are .yaml files, all other records are .md files.")
    ),
    "UTM111": Code(
        _("A record in the wrong folder"),
        _("Records stand in the folder of their type; elsewhere they would be pages of their own."),
    ),
    "UTM112": Code(_("Two blocks of facts"), _("A record has one block of facts, at its top.")),
    "UTM113": Code(_("Nothing to check"), _("The path that was named holds no record.")),
    "UTM114": Code(
        _("Letters of two alphabets in a word"),
        _(
            "A letter looks like a Latin one and is another: search does not find the word, and readers are misled."
        ),
    ),
    "UTM115": Code(
        _("Garbled letters"),
        _("The text was saved in one encoding and read in another, so that é became Ã©."),
    ),
    "UTM116": Code(
        _("A link in place of a file"),
        _("Links of the file system could publish what stands elsewhere on the machine that builds."),
    ),
    "UTM117": Code(
        _("A file of a kind that is not published"),
        _(
            "The folder content holds Markdown and pictures. Pages, scripts and documents of other kinds are refused."
        ),
    ),
    "UTM118": Code(
        _("Two versions that git could not join"),
        _("Two people changed the same lines. Keep one version and delete the marks."),
    ),
    "UTM120": Code(
        _("YAML that cannot be read"),
        _("A colon, a quotation mark, a bracket or the indentation is not as YAML needs it."),
    ),
    "UTM121": Code(
        _("A tab, or a space of another kind"), _("YAML wants plain spaces. Replace each tab by two of them.")
    ),
    "UTM122": Code(_("A field twice"), _("A field stands in a group only once. Several values make a list.")),
    "UTM123": Code(_("An anchor"), _("YAML anchors (& and *) are not used here. Write the value out.")),
    "UTM124": Code(_("A tag"), _("YAML tags (!) are not used here.")),
    "UTM125": Code(_("Too many levels"), _("No field needs more than four levels.")),
    "UTM126": Code(_("Not a list of facts"), _("Facts are written one a line, as name: value.")),
    "UTM128": Code(
        _("Text after a hash"),
        _("In YAML a hash after a space begins a remark, and what follows is lost. Quotes keep it."),
    ),
    "UTM131": Code(
        _("A picture of a kind that is refused"),
        _("SVG can hold scripts. JPEG, PNG, WebP, AVIF and GIF are published."),
    ),
    "UTM132": Code(
        _("A picture that is not what its name says"),
        _("The content of the file is looked at, not only its name."),
    ),
    "UTM133": Code(
        _("A picture that is too large"),
        _("A picture has at most 8 MB, 12,000 pixels on a side and 40 million in all."),
    ),
    "UTM201": Code(_("A required field is missing"), _("Some fields every record of a type must have.")),
    "UTM202": Code(
        _("An unknown field"), _("The name of the field is not known, perhaps a slip of the pen.")
    ),
    "UTM203": Code(
        _("The wrong shape"),
        _("A list, a group of fields or a single text stands where another of the three belongs."),
    ),
    "UTM204": Code(
        _("An empty value"),
        _("Write a value, or leave the line out: the page then says that it is not reported."),
    ),
    "UTM205": Code(
        _("A text that is too long"),
        _("Titles and summaries are short, so that lists can be read at a glance."),
    ),
    "UTM206": Code(_("Not a file name"), _("Records are named by their file name without its ending.")),
    "UTM207": Code(
        _("Not the name of a record"),
        _("A record of any type is named by its type, a colon and its file name."),
    ),
    "UTM208": Code(
        _("Curly quotation marks around a value"),
        _("They come from text processors and become part of the value. Straight ones do not."),
    ),
    "UTM209": Code(
        _("HTML or Markdown in a plain field"),
        _("The facts at the top are plain text. Form belongs in the text below."),
    ),
    "UTM210": Code(_("A list that is too long"), _("No list of a record needs more than 200 entries.")),
    "UTM301": Code(
        _("Not a plain number"), _("Digits only, with a point for decimals. The unit has a field of its own.")
    ),
    "UTM302": Code(
        _("An unknown term"), _("The word is not in the vocabulary. The nearest right one is proposed.")
    ),
    "UTM303": Code(_("Not a date"), _("Dates are written year-month-day, for example 2026-03-14.")),
    "UTM304": Code(_("Not an address"), _("Web addresses are written in full, as the browser shows them.")),
    "UTM305": Code(_("A year out of range"), _("Years have four digits and lie between 1850 and 2150.")),
    "UTM306": Code(
        _("A place that is not on Earth"),
        _("Degrees north lie between -90 and 90, degrees east between -180 and 180."),
    ),
    "UTM307": Code(_("Neither yes nor no"), _("This field takes yes or no.")),
    "UTM308": Code(
        _("An unknown time zone"), _("Zones have names such as Europe/Brussels or America/Bogota.")
    ),
    "UTM309": Code(_("An unknown country"), _("Countries are written with the two letters of ISO 3166.")),
    "UTM310": Code(
        _("An unknown language"), _("Languages are written with their code, for example en or fr.")
    ),
    "UTM311": Code(_("An unknown currency"), _("Currencies are written with the three letters of ISO 4217.")),
    "UTM401": Code(
        _("An unknown city"), _("The city has no profile yet. Correct the name, or add the profile.")
    ),
    "UTM402": Code(
        _("An unknown partner"),
        _("No partner has this file name. Correct it, or write the name of the organisation in words."),
    ),
    "UTM403": Code(_("An unknown record"), _("No record has this type and file name.")),
    "UTM404": Code(_("An unknown need"), _("No need has this file name.")),
    "UTM405": Code(
        _("A record that was withdrawn"), _("The record named was taken back. Perhaps name another.")
    ),
    "UTM411": Code(_("Two records with one name"), _("Two files of a type have the same name. Rename one.")),
    "UTM412": Code(_("An alias in use"), _("An earlier address belongs to another record already.")),
    "UTM413": Code(_("A stage described twice"), _("Each stage of the journey has one guidance page.")),
    "UTM414": Code(
        _("A record that vanished"),
        _(
            "A file is gone and no record has its name as an alias: its address and its subscribers lead nowhere."
        ),
    ),
    "UTM415": Code(
        _("Aliases in another order"),
        _("The first alias is the first name that a record had. Feeds and calendars know it by that name."),
    ),
    "UTM416": Code(
        _("A name that looks like another"),
        _("Two names differ only in characters that look alike, such as 0 and o, or rn and m."),
    ),
    "UTM421": Code(_("A link to nowhere"), _("A link in the text names a record that does not exist.")),
    "UTM501": Code(
        _("A source that is not listed"),
        _("Figures point at the id of a source in the record's list of sources."),
    ),
    "UTM502": Code(
        _("A figure without a source"), _("No figure is shown without saying where it comes from.")
    ),
    "UTM503": Code(
        _("A membership without a source"), _("A city is shown as a member only when a public page says so.")
    ),
    "UTM504": Code(_("A source id twice"), _("Each source of a record has an id of its own.")),
    "UTM505": Code(
        _("A result from the future"),
        _("What has not happened yet is a target or an estimate, not a result."),
    ),
    "UTM506": Code(
        _("A record that lacks sources"), _("Every record names the public pages that it rests on.")
    ),
    "UTM507": Code(
        _("Made by machine"), _("Synthetic records serve tests and never enter a real catalogue.")
    ),
    "UTM511": Code(_("An end before the beginning"), _("The end lies before the beginning.")),
    "UTM512": Code(
        _("An hour without a time zone"),
        _("Readers live in many zones: an hour needs the zone of its organiser."),
    ),
    "UTM513": Code(
        _("An hour that the clock skips or repeats"),
        _("At a change of clocks this hour does not exist, or exists twice."),
    ),
    "UTM514": Code(_("A deadline before the opening"), _("A call cannot close before it opens.")),
    "UTM515": Code(_("A least above the most"), _("The smallest amount is larger than the largest.")),
    "UTM516": Code(
        _("A target before its base"), _("A target year lies after the year that it is compared with.")
    ),
    "UTM517": Code(
        _("A reduction without its size"),
        _("A cut in emissions or a share of energy needs its value and unit."),
    ),
    "UTM518": Code(
        _("A day that is still to come"), _("The record says that something was done on a day in the future.")
    ),
    "UTM519": Code(
        _("A sign-up after the end"), _("The last day to sign up lies after the last day of the event.")
    ),
    "UTM521": Code(
        _("A picture that cannot be used"),
        _("The picture is missing, too large or too small, or it is not what its name says."),
    ),
    "UTM601": Code(
        _("A section is missing"),
        _("Practices and guidance have a few sections that every reader looks for."),
    ),
    "UTM602": Code(_("An unknown section"), _("The heading is not one of the sections of this type.")),
    "UTM603": Code(
        _("A heading too large"),
        _("The title of the page is its only first-level heading. Begin sections with two hashes."),
    ),
    "UTM604": Code(_("An empty section"), _("There is a heading with nothing below it.")),
    "UTM605": Code(
        _("HTML that is not used here"),
        _(
            "Texts are Markdown. A few HTML tags are allowed; scripts, styles, forms and embedded pages are not."
        ),
    ),
    "UTM606": Code(
        _("A picture from elsewhere"),
        _("Pages load nothing from other sites, for the privacy of readers and so that nothing vanishes."),
    ),
    "UTM607": Code(_("A picture that is not there"), _("The text shows a picture whose file is missing.")),
    "UTM608": Code(
        _("A picture without words"),
        _("Those who do not see a picture read or hear what stands between its square brackets."),
    ),
    "UTM609": Code(_("Left over from a draft"), _("A mark such as TODO or {{ was not filled in.")),
    "UTM610": Code(_("A text without an end"), _("A record is a few pages long.")),
    "UTM611": Code(
        _("A link written the wrong way round"),
        _("Words stand between square brackets, and right after them the address between round ones."),
    ),
    "UTM612": Code(
        _("An address that no link may have"),
        _("Links begin with https://, http:// or mailto:, or name a record by its type and file name."),
    ),
    "UTM613": Code(
        _("Text that is nested too deeply"), _("A few levels of lists and quotations are enough.")
    ),
    "UTM701": Code(
        _("No result yet"), _("A practice without a result still helps, but readers look for one first.")
    ),
    "UTM801": Code(_("The settings cannot be read"), _("mkdocs.yml has a mistake.")),
    "UTM802": Code(_("The build stopped"), _("MkDocs could not go on.")),
    "UTM803": Code(
        _("A link in a page that leads nowhere"),
        _("A page links to a file or a heading that does not exist."),
    ),
    "UTM804": Code(
        _("A record that leaks before its time"),
        _(
            "Something of a record that is held back stands in the built site. Nothing is published until it is out."
        ),
    ),
    "UTM901": Code(
        _("A file that import cannot read"),
        _("Records come as .md or .yaml files, as the text of an issue, or as a table: .csv or .xlsx."),
    ),
    "UTM902": Code(
        _("A column that is not known"),
        _(
            "The first row of a table names the fields: by their name, such as population.value, or by their label."
        ),
    ),
    "UTM903": Code(
        _("More parts than fields"),
        _("A group on one line has its parts between bars: label | number | unit | source | who says so."),
    ),
    "UTM904": Code(
        _("A kind of record that cannot be told"),
        _("Nothing in the file says whether it is a practice, a city or something else. Add --type."),
    ),
    "UTM905": Code(
        _("A record without a name"), _("A record needs a title, from which its file name is made.")
    ),
    "UTM906": Code(
        _("A record twice"), _("Two rows or files make the same record. Give one of them another name.")
    ),
    "UTM907": Code(
        _("A row that belongs to nothing"),
        _("A row of a sheet of figures or sources names a record that is not in the first sheet."),
    ),
}
