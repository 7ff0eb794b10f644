"""LibreOffice driven by the system's own Python, that alone has `uno`: one job a line on standard input, one answer a line.

A job is {"open": path, "do": [[verb, …], …], "save": {path: filter}}; the answer, the words of each paragraph.
Run by `tests.support.word_processor`, with nothing of the house.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)  # until it answers
    raise SystemExit("LibreOffice does not answer")


class Desk:
    """A document open in LibreOffice, and what a person does with it."""

    def __init__(self, context, document):
        self.context, self.document = context, document

    def paragraphs(self):
        every = self.document.Text.createEnumeration()
        found = []
        while every.hasMoreElements():
            element = every.nextElement()
            if element.supportsService("com.sun.star.text.Paragraph"):
                found.append(element)
        return found

    def words(self):
        return [paragraph.String for paragraph in self.paragraphs()]

    def dispatch(self, command, *values):
        manager = self.context.ServiceManager
        helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        helper.executeDispatch(self.document.CurrentController.Frame, f".uno:{command}", "", 0, values)

    def accept(self):
        self.dispatch("AcceptAllTrackedChanges")

    def reject(self):
        self.dispatch("RejectAllTrackedChanges")

    def record(self, on=True):
        self.document.RecordChanges = on

    def author(self, name):
        provider = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        update = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (prop("nodepath", "/org.openoffice.UserProfile/Data"),),
        )
        first, _, last = name.partition(" ")
        update.setPropertyValue("givenname", first)
        update.setPropertyValue("sn", last)
        update.commitChanges()

    def find(self, words):
        search = self.document.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.document.findFirst(search)
        if found is None:
            raise LookupError(words)
        return found

    def put_before(self, words, added):
        found = self.find(words)
        found.Text.insertString(found.Start, added, False)

    def put_after(self, words, added):
        found = self.find(words)
        found.Text.insertString(found.End, added, False)

    def delete(self, words):
        found = self.find(words)
        found.Text.insertString(found, "", True)

    def replace(self, words, others):
        found = self.find(words)
        found.Text.insertString(found, others, True)

    def delete_through(self, first, last):
        """From the first words to the end of the last ones, ends of paragraphs included."""
        cursor = self.document.Text.createTextCursorByRange(self.find(first).Start)
        cursor.gotoRange(self.find(last).End, True)
        cursor.String = ""

    def break_after(self, words):
        found = self.find(words)
        found.Text.insertControlCharacter(found.End, PARAGRAPH_BREAK, False)

    def break_before(self, words):
        found = self.find(words)
        found.Text.insertControlCharacter(found.Start, PARAGRAPH_BREAK, False)

    def paragraph_after(self, words, added):
        """A new paragraph, typed at the end of the one that holds these words."""
        cursor = self.document.Text.createTextCursorByRange(self.find(words).End)
        cursor.gotoEndOfParagraph(False)
        self.document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        self.document.Text.insertString(cursor, added, False)

    def delete_paragraph(self, words):
        """A whole paragraph with its end, as three clicks and « Delete » do."""
        cursor = self.document.Text.createTextCursorByRange(self.find(words))
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""

    def join_after(self, words):
        """The end of the paragraph that holds these words, deleted."""
        cursor = self.document.Text.createTextCursorByRange(self.find(words).End)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.String = ""

    def move(self, words, after):
        """A paragraph deleted where it stands and typed after another."""
        cursor = self.document.Text.createTextCursorByRange(self.find(words))
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        whole = cursor.String
        self.delete_paragraph(words)
        self.paragraph_after(after, whole)

    def carry(self, words, command):
        """A paragraph moved by the program's own command."""
        self.document.CurrentController.select(self.find(words))
        self.dispatch(command)

    def shape(self, words, name, value):
        if isinstance(value, dict):
            value = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")
        setattr(self.find(words), name, value)

    def shape_paragraph(self, words, name, value):
        cursor = self.document.Text.createTextCursorByRange(self.find(words))
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        setattr(cursor, name, value)

    def write(self, rank, words):
        """Words typed in a paragraph, where the caret is put at its end; « \n » is the key Enter."""
        cursor = self.document.Text.createTextCursorByRange(self.paragraphs()[rank].End)
        for at, line in enumerate(words.split("\n")):
            if at:
                self.document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
            self.document.Text.insertString(cursor, line, False)

    def list_of(self, first, levels, formats):
        """Paragraphs from a rank on, made one automatic list: the level of each, after a slash where it begins again.

        An empty level leaves a paragraph without number.

        `formats`: for each level what LibreOffice calls NumberingType and ListFormat (« %1%° »).
        """
        rules = self.document.createInstance("com.sun.star.text.NumberingRules")
        for level, (kind, written) in enumerate(formats):
            values = (prop("NumberingType", kind), prop("ListFormat", written))
            uno.invoke(rules, "replaceByIndex", (level, uno.Any("[]com.sun.star.beans.PropertyValue", values)))
        for paragraph, said in zip(self.paragraphs()[first:], levels, strict=False):
            level, _, restart = said.partition("/")
            if not level:
                continue
            paragraph.NumberingRules = rules
            paragraph.NumberingLevel = int(level)
            if restart:
                paragraph.ParaIsNumberingRestart = True
                paragraph.NumberingStartValue = int(restart)

    def number(self, words, style):
        self.shape_paragraph(words, "NumberingStyleName", style)

    def add_table(self, words, rows):
        """A table of rows of words, after the paragraph that holds these."""
        table = self.document.createInstance("com.sun.star.text.TextTable")
        table.initialize(len(rows), len(rows[0]))
        cursor = self.document.Text.createTextCursorByRange(self.find(words).End)
        cursor.gotoEndOfParagraph(False)
        self.document.Text.insertTextContent(cursor, table, False)
        table.setDataArray(tuple(tuple(row) for row in rows))

    def delete_row(self, rank):
        self.document.TextTables.getByIndex(0).Rows.removeByIndex(rank, 1)

    def add_row(self, rank, cells):
        table = self.document.TextTables.getByIndex(0)
        table.Rows.insertByIndex(rank, 1)
        for column, words in enumerate(cells):
            table.getCellByPosition(column, rank).String = words


def run(context, job):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    address = uno.systemPathToFileUrl(job["open"]) if job.get("open") else "private:factory/swriter"
    document = desktop.loadComponentFromURL(address, "_blank", 0, (prop("Hidden", True),))
    try:
        desk = Desk(context, document)
        for verb, *values in job.get("do", ()):
            getattr(desk, verb)(*values)
        words = desk.words()
        for path, name in job.get("save", {}).items():
            document.storeToURL(uno.systemPathToFileUrl(path), (prop("FilterName", name),))
        return {"words": words}
    finally:
        document.close(True)


def main():
    context = connect(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        try:
            answer = run(context, json.loads(line))
        except Exception as error:  # the answer of one job, whatever it is
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
