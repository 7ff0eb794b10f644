"""The first sheet of a workbook (XLSX, ODS) read as a stream, in a process of its own, within bounds.

A workbook is a packed archive: four kilobytes may hold two billion rows. What is read is counted while it is read, and
nothing is built that was not counted. Only the standard library is needed here: the process starts in a moment.
"""
