"""What files become when they are read as lists: one table of cases, for both languages.

The tests of Python read it; ``spec/write_golden.py`` hands it to those of TypeScript, with files
drawn at random, of which both must make the same.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from typing import NamedTuple


class Case(NamedTuple):
    """A file, and what it becomes."""

    name: str
    data: bytes
    words: tuple[str, ...] = ()
    """With the characters of the list; none where the file is refused."""
    encoding: str = "utf-8"
    mended: bool = False
    way: str = "lines"
    columns: tuple[int, ...] = ()
    """Those that were read, of a table."""
    joined: tuple[tuple[int, int], ...] = ()
    """The first and the last line of each row that lies over several."""
    refused: str = ""
    """For another kind of file, or for want of a column ("column")."""
    column: str | None = None
    """The one that is asked for."""


def zipped(*names: str) -> bytes:
    """An archive with files of these names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "")
    return file.getvalue()


CLASS = "Chloé\nFrançois\nZoé\nÉlodie\nMaïté\n"
NAMES = ("Chloé", "François", "Zoé", "Élodie", "Maïté")
EXPORT = "N°;Nom;Prénom;Né(e) le\n1;Dupont;Léa;12/03/2013\n2;Le Goff;Tom;01/09/2012\n"
ADDRESSES = (
    'prénom,âge,adresse\nLéa,10,Paris\nIan,17,"dit ""le grand""\n\nLyon"\nMia,18,"Nice,\n# Var"\n'
)
PARAGRAPH = "Il était une fois, dans un pays lointain, un chat qui lisait de gros livres. "
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


CASES = (
    # Encodings and line ends
    Case("UTF-8", CLASS.encode(), NAMES),
    Case("UTF-8 with a mark", CLASS.encode("utf-8-sig"), NAMES),
    Case("UTF-16, little end first", b"\xff\xfe" + CLASS.encode("utf-16-le"), NAMES, "utf-16"),
    Case("UTF-16, big end first", b"\xfe\xff" + CLASS.encode("utf-16-be"), NAMES, "utf-16"),
    Case("Windows", CLASS.replace("\n", "\r\n").encode("cp1252"), NAMES, "cp1252"),
    Case("Windows, a single name", "Léa".encode("cp1252"), ("Léa",), "cp1252"),
    Case("Windows, a curly apostrophe", "L’Haÿ\n".encode("cp1252"), ("L’Haÿ",), "cp1252"),
    Case("old Mac", CLASS.replace("\n", "\r").encode("mac_roman"), NAMES, "mac_roman"),
    Case("old Mac, a single name", "Léa".encode("mac_roman"), ("Léa",), "mac_roman"),
    Case("old Mac, capitals", "LÉA\nNOËL".encode("mac_roman"), ("LÉA", "NOËL"), "mac_roman"),
    Case("MS-DOS", CLASS.encode("cp850"), NAMES, "cp850"),
    Case("MS-DOS, a single name", "François".encode("cp850"), ("François",), "cp850"),
    Case("accents behind their letters", "Chloe\u0301\n".encode(), ("Chloé",)),
    Case("other alphabets", "日本\nأحمد\n".encode(), ("日本", "أحمد")),
    # Accents damaged on the way
    Case("UTF-8 taken for Windows", "LÃ©a\nÃ‰va\n".encode(), ("Léa", "Éva"), mended=True),
    Case("UTF-8 taken for Latin-1", CLASS.encode().decode("latin-1").encode(), NAMES, mended=True),
    Case("UTF-8 taken for Mac Roman", "L√©a\n".encode(), ("Léa",), mended=True),
    Case("UTF-8 taken for MS-DOS", "L├®a\n".encode(), ("Léa",), mended=True),
    Case("with a mark that was read, too", "ï»¿LÃ©a\n".encode(), ("Léa",), mended=True),
    Case("some right as they are", "LÃ©a\nZoé\n".encode(), ("LÃ©a", "Zoé")),
    Case("capitals of Portugal", "SÃO\nÇÃ\n".encode(), ("SÃO", "ÇÃ")),
    Case("an apostrophe before a capital", "d’Évreux\n".encode(), ("d’Évreux",)),
    # Where the names are
    Case("commas", "léa, tom, zoé\n".encode(), ("léa", "tom", "zoé"), way="cells"),
    Case("commas, several lines", "léa, tom\nzoé, max, lou\n".encode(),
         ("léa", "tom", "zoé", "max", "lou"), way="cells"),
    Case("a comma behind each", "léa,\ntom,\nzoé\n".encode(), ("léa", "tom", "zoé"), way="cells"),
    Case("semicolons", "léa;tom;zoé".encode(), ("léa", "tom", "zoé"), way="cells"),
    Case("a comma in one line of many", "léa\ntom, le grand\nzoé\n".encode(),
         ("léa", "tom, le grand", "zoé")),
    Case("sentences", "Il était une fois,\ndans un pays lointain,\nun chat\n".encode(),
         ("Il était une fois,", "dans un pays lointain,", "un chat")),
    Case("an export", EXPORT.encode(), ("Léa", "Tom"), way="columns", columns=(3,)),
    Case("an export of Excel for Windows", EXPORT.encode("cp1252"), ("Léa", "Tom"), "cp1252",
         way="columns", columns=(3,)),
    Case("an export, by a title", EXPORT.encode(), ("Dupont", "Le Goff"), way="columns",
         columns=(2,), column="nom"),
    Case("an export, by a number", EXPORT.encode(), ("Dupont", "Le Goff"), way="columns",
         columns=(2,), column="2"),
    Case("an export, a column that there is not", EXPORT.encode(), column="ville",
         refused="column"),
    Case("no table, a column", CLASS.encode(), column="2", refused="column"),
    Case("tabs", "Prénom\tClasse\nLéa\t6B\nTom\t6B\n".encode(), ("Léa", "Tom"), way="columns",
         columns=(1,)),
    Case("commas and a header", b"#,Name,Type\n1,Bulbasaur,Grass\n4,Charmander,Fire\n",
         ("Bulbasaur", "Charmander"), way="columns", columns=(2,)),
    Case("quotes", '"Nom, usuel";"Prénom"\n"Le ""Grand""; dit";"Léa"\n"Roy";"Tom"\n'.encode(),
         ('Le "Grand"; dit', "Roy"), way="columns", columns=(1,), column="Nom, usuel"),
    Case("a line break in a cell", ADDRESSES.encode(), ("Léa", "Ian", "Mia"), way="columns",
         columns=(1,), joined=((3, 5), (6, 7))),
    Case("a line break in a cell, Excel for Windows",
         ADDRESSES.replace(",", ";").replace("\n", "\r\n").encode("cp1252"), ("Léa", "Ian", "Mia"),
         "cp1252", way="columns", columns=(1,), joined=((3, 5), (6, 7))),
    Case("a line break in a cell, its column", ADDRESSES.encode(),
         ("Paris", 'dit "le grand"  Lyon', "Nice, # Var"), way="columns", columns=(3,),
         joined=((3, 5), (6, 7)), column="adresse"),
    Case("a line break in a title", b'"Nom\n(usuel)";age\nLou;12\nTom;13\n', ("Lou", "Tom"),
         way="columns", columns=(1,), joined=((1, 2),)),
    Case("a quote that is not closed", b'nom;age\n"Lou;12\nTom;13\nMia;14\n',
         ('"Lou', "Tom", "Mia"), way="columns", columns=(1,)),
    Case("quotes that would swallow the file",
         b'nom;age\nLou;"1\n' + b"Tom;2\n" * 40 + b'Mia;3"\n', ("Lou", "Tom", "Mia"),
         way="columns", columns=(1,)),
    Case("a quote inside, and inches", 'nom;mot;cm\nLou;l"école;5"\nTom;x;6"\nMia;y;"7"\n'.encode(),
         ("Lou", "Tom", "Mia"), way="columns", columns=(1,)),
    Case("a quote that is not closed, and others", b'nom;age\nLou;"12\nTom;13\n"Mia";14\n',
         ("Lou", "Tom", "Mia"), way="columns", columns=(1,)),
    Case("quotes that would make a narrow row", b'nom;age;cm\nLou;"12;5\nTom;13;6"\nMia;14;7\n',
         ("Lou", "Tom", "Mia"), way="columns", columns=(1,)),
    Case("quotes alone, a line break", b'"Lou"\n"Tom\nPaul"\n', ("Lou", "Tom Paul"),
         joined=((2, 3),)),
    Case("a copied cell", b'"Lou\nTom\nMax"\n', ('"Lou', "Tom", 'Max"')),
    Case("quotes alone", '"Léa"\n"Tom"\n'.encode(), ("Léa", "Tom")),
    Case("no header, one column of names", "1;Léa;F\n2;Tom;M\n3;Zoé;F\n".encode(),
         ("Léa", "Tom", "Zoé"), way="columns", columns=(2,)),
    Case("no header, two", "Dupont;Léa;6B\nRoy;Tom;6B\n".encode(),
         ("Dupont", "Léa", "Roy", "Tom"), way="columns", columns=(1, 2)),
    Case("no header, the same again and again",
         "Léa;Fille\nTom;Garçon\nLou;Fille\nMax;Garçon\nAna;Fille\n".encode(),
         ("Léa", "Tom", "Lou", "Max", "Ana"), way="columns", columns=(1,)),
    Case("a row that ends early", "Nom;Prénom\nDupont;Léa\nRoy;\n;\n".encode(), ("Léa",),
         way="columns", columns=(2,)),
    Case("one column and its title", "Prénom\nLéa\nTom\n".encode(), ("Léa", "Tom")),
    Case("one column, its title asked for", "nom\nLéa\nNoé\n".encode(), ("Léa", "Noé"),
         column="nom"),
    Case("one column, its number asked for", "nom\nLéa\nNoé\n".encode(), ("Léa", "Noé"),
         column="1"),
    Case("one column, any title", b'Ville\n"Le\nMans"\nNice\n', ("Le Mans", "Nice"),
         column="ville", joined=((2, 3),)),
    Case("no table, the first column", CLASS.encode(), NAMES, column="1"),
    Case("one column and its title, a line break", b'Nom\nLou\n"Tom\nPaul"\n', ("Lou", "Tom Paul"),
         joined=((3, 4),)),
    Case("comments and empty lines", "# la 6e B\nNom;Prénom\n\nDupont;Léa\n".encode(), ("Léa",),
         way="columns", columns=(2,)),
    Case("numbers only", b"12;13\n14;15\n", ("12;13", "14;15")),
    Case("JSON, texts", '["Léa", "Tom\\nPaul"]'.encode(), ("Léa", "Tom Paul")),
    Case("JSON, objects", '[{"age": 12, "prénom": "Léa"}, {"prénom": "Tom"}, {"age": 3}]'.encode(),
         ("Léa", "Tom"), way="columns", columns=(2,)),
    Case("JSON, objects of a name", '[{"nom": "Léa"}, {"nom": "Tom"}]'.encode(), ("Léa", "Tom"),
         way="columns", columns=(1,)),
    Case("JSON, objects, a column", b'{"class": [{"a": "Lou", "b": "x"}]}', ("Lou",),
         way="columns", columns=(1,), column="a"),
    # No list
    Case("JSON, something else", b'{"cells": [1, 2], "metadata": {}}', refused="json"),
    Case("JSON, broken", '[{"nom": "Léa"},'.encode() + b"]", refused="json"),
    Case("JSON, not a number", b'[{"nom": NaN}]', refused="json"),
    Case("JSON, very deep", b"[" * 2000 + b"1" + b"]" * 2000, refused="json"),
    Case("HTML", "\n <!DOCTYPE html>\n<p>Léa</p>\n".encode(), refused="page"),
    Case("XML", b'<?xml version="1.0"?><a>Lou</a>', refused="page"),
    Case("RTF", b"{\\rtf1\\ansi L\\'e9a\\par}\n", refused="document"),
    Case("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", refused="pdf"),
    Case("Git LFS", b"version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 9\n",
         refused="pointer"),
    Case("xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), refused="spreadsheet"),
    Case("docx", zipped("[Content_Types].xml", "word/document.xml"), refused="document"),
    Case("ods", b"PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
         refused="spreadsheet"),
    Case("zip", zipped("liste.txt"), refused="archive"),
    Case("xls", OLE + "Workbook".encode("utf-16-le"), refused="spreadsheet"),
    Case("doc", OLE + "WordDocument".encode("utf-16-le"), refused="document"),
    Case("gzip", b"\x1f\x8b\x08\0\0", refused="archive"),
    Case("PNG", b"\x89PNG\r\n\x1a\n\x90\x91", refused="media"),
    Case("JPEG", b"\xff\xd8\xff\xe0", refused="media"),
    Case("a model", b'\x40\0\0\0\0\0\0\0{"__metadata__"', refused="model"),
    Case("a program", b"\x7fELF\2\1\1\0\0", refused="binary"),
    Case("all bytes but zero", bytes(range(1, 256)), refused="binary"),
    Case("UTF-16 cut in two", b"\xff\xfea", refused="binary"),
    Case("UTF-32", "a\n".encode("utf-32"), refused="binary"),
    # No name
    Case("nothing", b"", refused="nothing"),
    Case("a story", PARAGRAPH.encode() * 5, refused="nothing"),
)  # fmt: skip


PIECES = (
    *("Léa", "Tom", "zoé", "Élodie", "LE GOFF", "Jean de La Fontaine", "6B", "F", "12/03/2013"),
    *("a@b.fr", "", "  ", "Nom", "Prénom", "name", "First Name", "N°", "#", "# x", "日本", "أحمد"),
    *(
        '"Léa"',
        '"a;b"',
        '"a""b"',
        '"x',
        'x"',
        '"Le\nMans"',
        '"a;\n\n#b" ',
        "🦊",
        "L’Haÿ",
        "LÃ©a",
        "œuf",
        "É",
        "ß",
        "Ž",
        "“x”",
        "\u00a0",
    ),
    *("ﬁn", "ŒUVRE", "İ", "ǅ", "²", "Ⅷ", "ª", "e\u0301"),
)
ENCODINGS = ("utf-8", "utf-8", "utf-8", "cp1252", "mac_roman", "cp850", "utf-16", "utf-8-sig")


def drawn(count: int) -> Iterator[tuple[bytes, str | None]]:
    """Files of such pieces, and a column that is asked for: the same every time."""
    draw = random.Random(5)
    for _ in range(count):
        separator = draw.choice(("\t", ";", ",", ",", " ; ", " "))
        pieces = draw.sample(PIECES, draw.randint(3, 12))
        columns = draw.randint(1, 4)
        rows = [
            separator.join(draw.choices(pieces, k=columns if draw.random() < 0.9 else 2))
            for _ in range(draw.randint(1, 7))
        ]
        text = draw.choice(("\n", "\r\n", "\r")).join(rows) + draw.choice(("", "\n"))
        data = text.encode(draw.choice(ENCODINGS), "ignore")
        if draw.random() < 0.15:  # taken for another encoding, and written again
            data = data.decode(draw.choice(("cp1252", "latin-1", "mac_roman")), "ignore").encode()
        yield data, draw.choice((None, None, None, "2", "nom"))
