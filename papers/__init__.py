"""Papers: a document free of any format and what turns it into PDF, DOCX, HTML, Markdown and text; knows no domain."""
