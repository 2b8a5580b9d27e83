"""What can be wrong with whole files and several of them: how it comes about, where it is told, what is proposed."""

import io
import os
import zlib

from PIL import Image, ImageFile
from record_paths import GUIDE, NEED, PARK, PRIZE, RIGA, SCHOOL


def picture(kind, width, height):
    data = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(data, kind)
    return data.getvalue()


def a_folder_named_like_a_record(folder):
    (folder.root / "content/practices/old.md").mkdir()
    return "UTM101", "content/practices/old.md", "rename the folder"


def a_link_that_leads_nowhere(folder):
    (folder.root / "cities/lost.yaml").symlink_to("nowhere.yaml")
    return "UTM102", "cities/lost.yaml", "check that it exists"


def fifty_megabytes(folder):
    folder.write("cities/big.yaml", "")
    os.truncate(folder.root / "cities/big.yaml", 50_000_000)
    return "UTM103", "cities/big.yaml", "files of their own"


def a_name_with_capitals(folder):
    (folder.root / "cities/tartu.yaml").rename(folder.root / "cities/Tartu Šõ.yaml")
    folder.edit(SCHOOL, "cities:\n- tartu\n", "")
    return "UTM109", "cities/Tartu Šõ.yaml", "'tartu-so'"


def a_city_in_markdown(folder):
    folder.write("cities/oslo.md", "---\ntitle: Oslo\n---\n")
    return "UTM110", "cities/oslo.md", "name it oslo.yaml"


def a_reference_to_a_withdrawn_record(folder):
    folder.edit(NEED, "theme:", "withdrawn:\n  date: 2026-05-01\n  reason: A mistake.\ntheme:")
    folder.edit(RIGA, "needs:\n- heat-finance\n", "")
    folder.edit(PARK, "needs:\n- heat-finance\n", "")
    return "UTM405", PARK, "name another record"


def one_name_in_two_folders(folder):
    folder.copy(PRIZE, "content/news/2026/prize.md")
    return "UTM411", "content/news/prize.md", "rename one of the two"


def an_alias_that_is_a_name(folder):
    folder.edit(RIGA, "country:", "aliases: [tartu]\ncountry:")
    return "UTM412", RIGA, "delete this alias"


def an_alias_twice(folder):
    folder.edit(RIGA, "country:", "aliases: [dorpat]\ncountry:")
    folder.edit("cities/tartu.yaml", "country:", "aliases: [dorpat]\ncountry:")
    return "UTM412", "cities/tartu.yaml", "delete this alias"


def a_stage_described_twice(folder):
    folder.copy(GUIDE, "content/guidance/measure.md")
    return "UTM413", "content/guidance/measure.md", "choose another stage"


def a_link_to_a_file_of_the_machine(folder):
    (folder.root / "content/news/leak.md").symlink_to("/etc/hostname")
    return "UTM116", "content/news/leak.md", "put the file itself here"


def a_link_to_a_folder_of_the_machine(folder):
    (folder.root / "content/leak").symlink_to("/etc")
    return "UTM116", "content/leak", "put the file itself here"


def a_script_beside_the_records(folder):
    folder.write("content/news/x.js", "alert(1)")
    return "UTM110", "content/news/x.js", "move it out"


def a_script_beside_the_pages(folder):
    folder.write("content/about/x.html", "<script>alert(1)</script>")
    return "UTM117", "content/about/x.html", "link to other documents"


def a_drawing_that_can_hold_scripts(folder):
    folder.write("content/news/x.svg", "<svg onload='alert(1)'/>")
    return "UTM131", "content/news/x.svg", "PNG"


def a_page_with_the_name_of_a_picture(folder):
    folder.write("content/news/x.jpg", "<script>alert(1)</script>")
    return "UTM132", "content/news/x.jpg", "save it anew"


def a_picture_with_the_ending_of_another(folder):
    folder.write("content/news/x.jpg", picture("PNG", 30, 20))
    return "UTM132", "content/news/x.jpg", "end with .png"


def a_picture_cut_off(folder):
    folder.write("content/news/x.png", picture("PNG", 300, 200)[:-60])
    return "UTM132", "content/news/x.png", "save it anew"


def a_picture_cut_off_where_pdfs_were_made(folder):
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as WeasyPrint leaves it
    return a_picture_cut_off(folder)


def a_picture_that_unpacks_to_gigabytes(folder):
    # The header of a PNG, with 60,000 by 60,000 pixels in place of 30 by 20 and its checksum made right.
    data = bytearray(picture("PNG", 30, 20))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    folder.write("content/news/x.png", bytes(data))
    return "UTM133", "content/news/x.png", "2,000 pixels"


def a_picture_with_a_report_behind_it(folder):
    folder.write("content/news/x.png", picture("PNG", 30, 20) + b"x" * 9_000_000)
    return "UTM133", "content/news/x.png", "2,000 pixels"


def a_name_that_looks_like_another(folder):
    folder.copy("cities/tartu.yaml", "cities/oslo.yaml")
    folder.copy("cities/tartu.yaml", "cities/os1o.yaml")
    return "UTM416", "cities/os1o.yaml", "cannot be mistaken"


SITUATIONS = [
    a_link_to_a_file_of_the_machine,
    a_link_to_a_folder_of_the_machine,
    a_script_beside_the_records,
    a_script_beside_the_pages,
    a_drawing_that_can_hold_scripts,
    a_page_with_the_name_of_a_picture,
    a_picture_with_the_ending_of_another,
    a_picture_cut_off,
    a_picture_cut_off_where_pdfs_were_made,
    a_picture_that_unpacks_to_gigabytes,
    a_picture_with_a_report_behind_it,
    a_name_that_looks_like_another,
    a_folder_named_like_a_record,
    a_link_that_leads_nowhere,
    fifty_megabytes,
    a_name_with_capitals,
    a_city_in_markdown,
    a_reference_to_a_withdrawn_record,
    one_name_in_two_folders,
    an_alias_that_is_a_name,
    an_alias_twice,
    a_stage_described_twice,
]
SITUATION_CODES = {
    "UTM101",
    "UTM102",
    "UTM103",
    "UTM109",
    "UTM110",
    "UTM405",
    "UTM411",
    "UTM412",
    "UTM413",
    "UTM416",
    "UTM116",
    "UTM117",
    "UTM131",
    "UTM132",
    "UTM133",
}
